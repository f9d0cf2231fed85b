"""A parcel: the thing with one label, one seal and one place. An item may lie in several."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from headstamp.custody.labels import new_code
from headstamp.custody.models.store import Place, Room, Store
from headstamp.custody.states import State
from headstamp.kernel.ids import new_uid
from headstamp.registry.models.columns import code as code_of_list

STATES = [
    (State.STORED.value, _("In store")),
    (State.OUT.value, _("Out")),
    (State.GONE.value, _("Gone")),
]


class Parcel(models.Model):
    """What lies where now. Every change of it is a line of the ledger; `thousandths` is the amount in it.

    Store and room repeat what the place says, so that a store's list and the rules of a room need no join.
    """

    uid = models.CharField(max_length=26, unique=True, default=new_uid, editable=False)
    item = models.ForeignKey("registry.Item", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(_("label"), max_length=12, unique=True, default=new_code, editable=False)
    state = models.CharField(_("state"), max_length=8, choices=STATES, default=State.STORED.value)
    thousandths = models.BigIntegerField()
    unit = models.CharField(_("unit"), max_length=8)
    store = models.ForeignKey(
        Store, null=True, blank=True, on_delete=models.PROTECT, related_name="parcels", db_index=False
    )
    room = models.ForeignKey(
        Room, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    place = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.PROTECT, related_name="parcels", db_index=False
    )
    home = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+", db_index=False)
    seal = models.CharField(_("seal"), max_length=60, blank=True, default="")
    condition = models.CharField(_("condition"), max_length=200, blank=True, default="")
    hazard = code_of_list(_("dangerous goods group"))
    is_reference = models.BooleanField(_("retained for reference"), default=False)
    holder = models.CharField(max_length=40, blank=True, default="")
    holder_name = models.CharField(_("with whom"), max_length=160, blank=True, default="")
    due_on = models.DateField(_("due back"), null=True, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="gone", thousandths=0) | (~Q(state="gone") & Q(thousandths__gt=0)),
                name="parcel_is_gone_when_empty",
            ),
            models.CheckConstraint(
                condition=Q(state="stored", store__isnull=False, room__isnull=False, place__isnull=False)
                | (~Q(state="stored") & Q(store__isnull=True, room__isnull=True, place__isnull=True)),
                name="parcel_lies_somewhere_when_stored",
            ),
            models.CheckConstraint(
                condition=(Q(state="out") & (~Q(holder="") | ~Q(holder_name="")))
                | (~Q(state="out") & Q(holder="", holder_name="", due_on__isnull=True)),
                name="parcel_names_its_holder_when_out",
            ),
        ]
        indexes = [
            models.Index(fields=["item", "id"], name="parcel_of_item"),
            models.Index(fields=["store", "id"], condition=Q(state="stored"), name="parcel_in_store"),
            models.Index(fields=["place", "id"], condition=Q(state="stored"), name="parcel_at_place"),
            models.Index(
                fields=["room", "hazard"],
                condition=Q(state="stored") & ~Q(hazard=""),
                name="parcel_dangerous",
            ),
            models.Index(fields=["due_on", "id"], condition=Q(state="out"), name="parcel_due"),
            models.Index(fields=["home", "due_on", "id"], condition=Q(state="out"), name="parcel_out"),
            models.Index(fields=["holder", "id"], condition=Q(state="out"), name="parcel_with"),
        ]

    def __str__(self) -> str:
        return self.code
