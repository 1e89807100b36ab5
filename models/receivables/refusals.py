"""What stops an operation on receivables and payments, named as facts."""

from __future__ import annotations

from models.refusals import Denied, Refusal


class DayInTheFuture(Refusal):
    """Money cannot have come on `day`, which is still ahead."""


class DayTooLongAgo(Refusal):
    """`day` is before `earliest`, the first day that is still booked."""


class DifferenceUnexplained(Refusal):
    """`amount_fen` came where `due_fen` was due, and nobody said why."""


class NotOpen(Refusal):
    """Nothing is owed any more on `number`."""


class DueDayFixed(Refusal):
    """The due day of `number` counts from no invoice or statement, so there is no such day to enter."""


class MoreThanOpen(Refusal):
    """More would be taken off than the `open_fen` that is left."""


class ReasonMissing(Refusal):
    """A return, a write-off or a payment taken back needs its reason."""


class PromiseTooFar(Refusal):
    """A promise for `day`; the last day that is taken is `latest`."""


class AlreadyDisputed(Refusal):
    """`number` is in dispute already."""


class NotDisputed(Refusal):
    """`number` is not in dispute."""


class OwnEntry(Denied):
    """Nobody confirms money that they recorded themselves (four eyes)."""


class AlreadyConfirmed(Refusal):
    """`number` was confirmed before."""


class AlreadyVoid(Refusal):
    """`number` was taken back before."""


class NotQuestioned(Refusal):
    """Finance asks nothing about `number`, so there is nothing to answer."""


class CodOverAmount(Refusal):
    """The courier cannot collect more than the `amount_fen` that the goods come to."""


class OneCourierOnly(Refusal):
    """Money of several couriers is not settled in one entry."""


class NoPrepayment(Refusal):
    """The customer has paid nothing in advance."""
