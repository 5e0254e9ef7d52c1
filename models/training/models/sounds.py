"""The member that hears by the backbone `sounds`."""
from training.models.head import EPOCHS, FittedHead, QUICK_EPOCHS  # noqa: F401 (what a member names)


class Fitted(FittedHead):
    member = "sounds"
