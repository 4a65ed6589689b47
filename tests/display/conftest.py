"""With this file here the folders of these tests find `morning` and `nightly`, which they share."""
