"""The only code that speaks with sources on the network; it decides and stores nothing."""
