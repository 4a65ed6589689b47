"""The nightly run of `remind`, as cron or systemd has to be told of it."""
