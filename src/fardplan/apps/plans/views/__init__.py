"""The pages of the station Plan."""
