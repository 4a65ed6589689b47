"""What is told to those who are reminded: in mails, on paper of any kind, for programs."""
