"""Boards that people compose, and the inbox into which they come."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headstamp.accounts.limits import spend
from headstamp.accounts.permissions import Permission as P
from headstamp.desk.boards.actions import deliver, mark_read, remove_board, save_board
from headstamp.desk.boards.delivering import board_pdf
from headstamp.desk.boards.drawing import show_board
from headstamp.desk.boards.queries import boards_visible_to, delivery_of, inbox_of, open_paper, own_board
from headstamp.desk.dashboard.asked import DashboardFilter
from headstamp.desk.models import Rhythm
from headstamp.kernel.errors import Invalid
from headstamp.registry.files import open_file
from headstamp.registry.queries import page_of
from headstamp.web.door import AskedRequest, needs, put_errors, signed_in
from headstamp.web.forms.boards import BoardForm, DeliveryForm


@needs(P.SEE_FIGURES)
def boards(request: AskedRequest) -> HttpResponse:
    """One's own boards and those shared."""
    found = list(boards_visible_to(request.asker))
    total = ngettext("%(n)d board", "%(n)d boards", len(found)) % {"n": len(found)}
    return render(request, "boards/list.html", {"boards": found, "total_text": total})


@needs(P.SEE_FIGURES)
def board(request: AskedRequest, uid: str) -> HttpResponse:
    """One board, counted for the one who looks."""
    shown = show_board(request.asker, uid)
    delivery = delivery_of(request.asker, shown.board)
    wanted, _problems = DashboardFilter.from_params(shown.board.asked)
    values = {
        "shown": shown,
        "said": wanted.describe(request.asker.language),
        "is_own": shown.board.owner == request.asker.id,
        "delivery": DeliveryForm(initial={"rhythm": delivery.rhythm if delivery else ""}),
    }
    return render(request, "boards/board.html", values)


@needs(P.SEE_FIGURES)
def board_paper(request: AskedRequest, uid: str) -> HttpResponse:
    """The board as PDF."""
    spend(request.asker, "export")
    content = board_pdf(request.asker, show_board(request.asker, uid))
    headers = {"Content-Disposition": 'attachment; filename="board.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@needs(P.SEE_FIGURES, methods=("GET", "POST"))
def board_new(request: AskedRequest) -> HttpResponse:
    return _edit(request, BoardForm(request.POST or None), "")


@needs(P.SEE_FIGURES, methods=("GET", "POST"))
def board_change(request: AskedRequest, uid: str) -> HttpResponse:
    found = own_board(request.asker, uid)
    form = BoardForm.of(found)
    if request.method == "POST":
        form = BoardForm(request.POST, rows=len(form.rows))
    return _edit(request, form, uid)


def _edit(request: AskedRequest, form: BoardForm, uid: str) -> HttpResponse:
    if form.is_bound and form.is_valid():
        try:
            saved = save_board(request.asker, facts=form.facts(), uid=uid)
        except Invalid as error:
            put_errors(form, error)
        else:
            messages.success(request, _("The board is saved."))
            return redirect("board", saved.uid)
    return render(
        request, "boards/edit.html", {"form": form, "uid": uid}, status=422 if form.is_bound else 200
    )


@needs(P.SEE_FIGURES, methods=("POST",))
def board_remove(request: AskedRequest, uid: str) -> HttpResponse:
    remove_board(request.asker, uid=uid)
    messages.success(request, _("The board is removed. Papers that came of it stay in inboxes."))
    return redirect("boards")


@needs(P.SEE_FIGURES, methods=("POST",))
def board_delivery(request: AskedRequest, uid: str) -> HttpResponse:
    """Have the board come into one's inbox, or no longer."""
    form = DeliveryForm(request.POST)
    if form.is_valid():
        rhythm = form.cleaned_data["rhythm"]
        deliver(request.asker, uid=uid, rhythm=Rhythm(rhythm) if rhythm else None)
        messages.success(request, _("It comes into your inbox.") if rhythm else _("It no longer comes."))
    return redirect("board", uid)


@signed_in()
def inbox(request: AskedRequest) -> HttpResponse:
    """The papers that came for the one who looks."""
    page = page_of(inbox_of(request.asker), sort="-made_at", cursor=request.GET.get("at", ""))
    return render(request, "boards/inbox.html", {"page": page})


@signed_in()
def paper(request: AskedRequest, uid: str) -> HttpResponseBase:
    """One paper of one's own inbox."""
    found = open_paper(request.asker, uid)
    mark_read(found)
    return FileResponse(
        open_file(found.sha256),
        as_attachment=True,
        filename=f"{found.uid}.pdf",
        content_type=found.media_type,
    )


urlpatterns = [
    path("boards/", boards, name="boards"),
    path("boards/new/", board_new, name="board_new"),
    path("boards/<str:uid>/", board, name="board"),
    path("boards/<str:uid>/pdf/", board_paper, name="board_paper"),
    path("boards/<str:uid>/change/", board_change, name="board_change"),
    path("boards/<str:uid>/remove/", board_remove, name="board_remove"),
    path("boards/<str:uid>/delivery/", board_delivery, name="board_delivery"),
    path("inbox/", inbox, name="inbox"),
    path("inbox/<str:uid>/", paper, name="paper"),
]
