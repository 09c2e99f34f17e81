"""What people write about authorities and bodies, and ask of them."""

from fardplan.apps.actors.forms.authority import AuthorityForm, RegisterFilterForm


__all__ = ["AuthorityForm", "RegisterFilterForm"]
