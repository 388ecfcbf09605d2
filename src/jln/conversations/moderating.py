"""The words by which a moderator answers a letter, in five languages, and how they are mistyped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jln.conversations.terms import HeldDecision

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_WORDS = {
    HeldDecision.PUBLISH: """
ok|okay|o.k.|approve|approved|let it through|publish|aprove|approv|apporve|approuver|approuvé
approuvée|publier|valider|validé|validée|aprouver|approuvez|approuvr|aprobar|aprobado
aprobada|publicar|apruebo|aprovar|aprobr|aprovado|aprovada|aprovo|aprovr|موافقة
أوافق على النشر|انشروه|نشر|اعتماد|موافقه على النشر|موافقا
    """,
    HeldDecision.EDIT: """
edit|change to|replace with|eddit|edti|modifier|modification|remplacer par|corriger|modifer
modifié comme suit|editar|modificar|cambiar a|corregir|edidar|modifcar|alterar para|corrigir
alterar pra|تعديل|عدّلوه إلى|يعدل إلى|استبدلوه بـ|تعديلل|تعدبل
    """,
    HeldDecision.HOLD: """
hold|keep waiting|wait|not yet|hlod|holdd|suspendre|mettre en attente|attendre|en attente
pas encore|suspandre|en atente|retener|dejar en espera|en espera|esperar|todavía no|reterner
en espeta|reter|deixar em espera|em espera|aguardar|ainda não|retter|em espéra|تعليق
تعليق النشر|تأجيل|تأجيل البتّ|انتظار|ليس بعد|تاجيل البت|تأجيلل
    """,
    HeldDecision.REFUSE: """
refuse|reject|rejected|do not publish|refus|regect|refuser|refusé|refusée|rejeter
ne pas publier|refusser|rejetter|rechazar|rechazado|rechazada|no publicar|rechasar|rechazr
recusar|recusado|recusada|rejeitar|não publicar|recuzar|regeitar|رفض|مرفوض|أرفض|لا تنشروه
عدم النشر|رفظ|مرفوظ
    """,
}
MODERATING: dict[str, list[StrOrPromise]] = {
    str(decision): [*said.strip().replace("\n", "|").split("|")]
    for decision, said in _WORDS.items()
}
"""By the code of the decision."""
