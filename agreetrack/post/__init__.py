"""What leaves the house: mail by SMTP, and the input of other programs. Nothing here knows what an agreement is."""
