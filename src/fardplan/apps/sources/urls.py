"""Documents and the review of what was read in them."""

from django.urls import path

from fardplan.apps.sources.views import documents, facts, review


app_name = "sources"
urlpatterns = [
    path("", documents.documents, name="documents"),
    path("las-in/", documents.upload, name="upload"),
    path("<int:document_id>/", review.document, name="document"),
    path("<int:document_id>/flera/", review.many, name="review_many"),
    path("<int:document_id>/angra/", review.undo_latest, name="undo_latest"),
    path("<int:document_id>/over/", facts.take, name="take"),
    path("<int:document_id>/om/", facts.facts, name="facts"),
    path("<int:document_id>/skillnad/", facts.difference, name="difference"),
    path("<int:document_id>/ta-bort/", facts.remove, name="remove"),
    path("<int:document_id>/fil/", documents.original, name="original"),
    path("<int:document_id>/fynd.<str:form>", documents.export, name="export"),
    path("fynd/<int:finding_id>/", review.finding, name="finding"),
    path("fynd/<int:finding_id>/svar/", review.decide, name="decide"),
    path("granskning/<int:step_id>/angra/", review.undo, name="undo"),
]
