"""The member that hears by the backbone `tags`."""
from training.models.head import EPOCHS, FittedHead, QUICK_EPOCHS  # noqa: F401 (what a member names)


class Fitted(FittedHead):
    member = "tags"
