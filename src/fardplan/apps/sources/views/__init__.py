"""The pages of the station, by what they are about."""
