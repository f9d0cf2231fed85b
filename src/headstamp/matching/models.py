"""Pairs of records that may tell of one gun or one event, what people judged of them, and checks of an item's number.

Records are never joined: which tell of one thing follows from the judgements that stand. A judgement is never changed; a
later one supersedes it. The cursors say up to where of the log records were compared.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from headstamp.arms_lists.models import ArmsList, ListedArm
from headstamp.kernel.ids import new_uid
from headstamp.registry.models import Item, Occurrence


class Followed(models.Model):
    """How far of the log a comparing has come: one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    position = models.BigIntegerField(default=0)
    at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="matching_%(class)s_is_one"),
            models.CheckConstraint(condition=Q(position__gte=0), name="matching_%(class)s_is_in_the_log"),
        ]

    def __str__(self) -> str:
        return str(self.position)


class Cursor(Followed):
    """How far items were compared."""


class EventCursor(Followed):
    """How far occurrences were compared, and at how many of them more fell into the same days than were compared."""

    crowded = models.PositiveIntegerField(default=0)


class Pair(models.Model):
    """Two records that may tell of one thing, as they were compared last; `one` was entered first.

    `worth` is what a judgement is expected to bring, by which the work list is ordered. A candidate that nobody judged is
    removed when its records no longer are alike; one that was judged stays, because its judgements do.
    """

    uid = models.CharField(max_length=26, unique=True, default=new_uid, editable=False)
    worth = models.PositiveIntegerField(_("expected value of a judgement"), default=0)
    position = models.BigIntegerField(default=0)
    found_at = models.DateTimeField(_("found"))
    compared_at = models.DateTimeField(_("compared"))

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="%(class)s_is_unique"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="%(class)s_is_of_two_in_order"),
            models.CheckConstraint(
                condition=Q(probability__gte=0, probability__lte=1), name="%(class)s_probability_is_one"
            ),
            models.CheckConstraint(
                condition=Q(proposal__in=["same", "unsure", "conflict", "different"]),
                name="%(class)s_proposal_is_known",
            ),
        ]
        indexes = [models.Index(fields=["worth", "id"], name="%(class)s_by_worth")]

    def __str__(self) -> str:
        return self.uid


class Candidate(Pair):
    """Two items that may be one gun."""

    class Proposal(models.TextChoices):
        SAME = "same", _("Probably one gun")
        UNSURE = "unsure", _("May be one gun")
        CONFLICT = "conflict", _("Same number, other make")
        DIFFERENT = "different", _("Probably two guns")

    one = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    proposal = models.CharField(_("what the comparison says"), max_length=10, choices=Proposal)
    probability = models.FloatField(_("how likely they are one gun"))

    @property
    def both(self) -> tuple[Item, Item]:
        return self.one, self.other

    def other_than(self, item: Item) -> Item:
        """The one of the two that is not this item."""
        return self.other if item.pk == self.one_id else self.one


class EventCandidate(Pair):
    """Two occurrences that may be one event, told by two agencies or outlets."""

    class Proposal(models.TextChoices):
        SAME = "same", _("Probably one event")
        UNSURE = "unsure", _("May be one event")
        DIFFERENT = "different", _("Probably two events")

    one = models.ForeignKey(Occurrence, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Occurrence, on_delete=models.PROTECT, related_name="+")
    proposal = models.CharField(_("what the comparison says"), max_length=10, choices=Proposal)
    probability = models.FloatField(_("how likely they are one event"))

    @property
    def both(self) -> tuple[Occurrence, Occurrence]:
        return self.one, self.other

    def other_than(self, occurrence: Occurrence) -> Occurrence:
        """The one of the two that is not this occurrence."""
        return self.other if occurrence.pk == self.one_id else self.one


class JudgedPair(models.Model):
    """What somebody judged of a candidate, with the versions and the likelihood that he saw.

    The newest stands. Judgements of a candidate follow each other in one line: each but the first supersedes exactly one.
    """

    supersedes = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    reason = models.TextField(_("reason"))
    one_version = models.PositiveIntegerField()
    other_version = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=40)

    class Meta:
        abstract = True
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(word__in=["same", "different", "unsure", "withdrawn"]),
                name="%(class)s_word_is_known",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="%(class)s_has_a_reason"),
            models.CheckConstraint(condition=~Q(by=""), name="%(class)s_names_who"),
            models.CheckConstraint(
                condition=~Q(word="withdrawn") | Q(supersedes__isnull=False),
                name="only_a_%(class)s_is_taken_back",
            ),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True) | Q(supersedes__lt=F("id")),
                name="%(class)s_supersedes_an_earlier_one",
            ),
            models.UniqueConstraint(
                fields=["candidate"],
                condition=Q(supersedes__isnull=True),
                name="candidate_has_one_first_%(class)s",
            ),
        ]


class Judgement(JudgedPair):
    """What somebody judged of two items."""

    class Word(models.TextChoices):
        SAME = "same", _("One gun")
        DIFFERENT = "different", _("Two guns")
        UNSURE = "unsure", _("Cannot be said")
        WITHDRAWN = "withdrawn", _("Taken back")

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="judgements")
    word = models.CharField(_("judgement"), max_length=10, choices=Word)
    probability = models.FloatField(_("how likely they were one gun"))

    def __str__(self) -> str:
        return self.word


class EventJudgement(JudgedPair):
    """What somebody judged of two occurrences."""

    class Word(models.TextChoices):
        SAME = "same", _("One event")
        DIFFERENT = "different", _("Two events")
        UNSURE = "unsure", _("Cannot be said")
        WITHDRAWN = "withdrawn", _("Taken back")

    candidate = models.ForeignKey(EventCandidate, on_delete=models.PROTECT, related_name="judgements")
    word = models.CharField(_("judgement"), max_length=10, choices=Word)
    probability = models.FloatField(_("how likely they were one event"))

    def __str__(self) -> str:
        return self.word


class NumberCheck(models.Model):
    """A number of an item as it was checked on one day, and what each place said then; never changed.

    `answers` is a list of what `kept.Answer` tells: of the register only the items that were hit with the errors of each, which are told to
    who may know of them; of a list the numbers that fit with their reference, and no holder.
    """

    uid = models.CharField(max_length=26, unique=True, default=new_uid, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.CharField(_("number as checked"), max_length=120)
    part = models.CharField(_("part that bears it"), max_length=40, blank=True, default="")
    at = models.DateTimeField(_("checked"))
    by = models.CharField(max_length=40)
    answers = models.JSONField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(number="") & ~Q(by=""), name="number_check_says_what_and_who")
        ]
        indexes = [models.Index(fields=["item", "-id"], name="number_check_of_item")]

    def __str__(self) -> str:
        return self.number


class ListCompared(models.Model):
    """A copy of a list that was compared with the register, and up to which position of the log."""

    arms_list = models.OneToOneField(ArmsList, on_delete=models.CASCADE, related_name="+")
    position = models.BigIntegerField(default=0)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.position)


class ListFind(models.Model):
    """An item of the register whose number stands on a list; gone with the list."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    arm = models.ForeignKey(ListedArm, on_delete=models.CASCADE, related_name="+")
    arms_list = models.ForeignKey(ArmsList, on_delete=models.CASCADE, related_name="+")
    found_at = models.DateTimeField(_("found"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "arm"], name="item_is_on_a_list_once")]
        indexes = [models.Index(fields=["found_at", "id"], name="list_find_by_time")]

    def __str__(self) -> str:
        return f"{self.item_id}-{self.arm_id}"
