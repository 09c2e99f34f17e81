from tests.builders.installations import example_app, places


__all__ = ["example_app", "places"]
