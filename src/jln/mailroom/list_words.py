"""What the address of a space understands, in five languages, and how it is mistyped."""

from __future__ import annotations

_WORDS = {
    "join": """
join|join group|add me|subscribe|sign me up|jion|joine|suscribe|rejoindre|m'inscrire
inscription|s'inscrire|ajoutez-moi|s'abonner|abonnement|m'abonner|rejoidre|sinscrire|unirme
unirse|inscribirme|inscribirse|suscribirme|suscribirse|agréguenme|inclúyanme|incribirme
subscribirme|participar|aderir|inscrever-me|inscrever|subscrever|entrar no grupo|juntar-me
inscreverme|subescrever|انضمام|الانضمام|اشتراك|أضيفوني|تسجيل في المجموعة|إنضمام|انظمام
    """,
    "leave": """
leave|leave group|remove me|take me off|leve|leaev|quitter|quitter le groupe|retirez-moi
me retirer|quiter|quitté le groupe|salir|salir del grupo|retírenme|sáquenme
darme de baja del grupo|sailr|salirme|sair|sair do grupo|retirem-me|quero sair|sari
sair grupo|مغادرة|مغادرة المجموعة|انسحاب من المجموعة|خروج من المجموعة|أخرجوني|مغادره المجموعه
مغادر
    """,
    "stop": """
stop|unsubscribe|no more emails|stop emails|end subscription|stopp|unsuscribe|unsubcribe
arrêt|arrêter|arrêtez|désabonner|désabonnement|me désabonner|désinscription|désinscrire
plus de courriels|arret|desaboner|desinscrir|parar|baja|darme de baja|dar de baja
cancelar suscripción|cancelar la suscripción|no más correos|detener|parrar
cancelar suscripsion|pare|cancelar subscrição|cancelar a subscrição|cancelar inscrição
cancelar a inscrição|não quero receber|descadastrar|cancelar subscriçao|إيقاف|توقف|أوقفوا
إلغاء الاشتراك|ستوب|لا أريد رسائل|إيقاف الرسائل|ايقاف الرسايل|الغاء الأشتراك
    """,
    "each": """
each|every message|immediate|at once|all messages|eech|imediate|chaque|chaque message
immédiat|tous les messages|chaqe|imediat|cada|cada mensaje|inmediato|todos los mensajes
inmediatos|imediato|cada mensagem|todas as mensagens|cada mensajem|emediato|فوراً|كل رسالة
كل الرسائل|فوري|فورن|كل رساله
    """,
    "daily": """
daily|every day|once a day|daily digest|dayly|dialy|daly|quotidien|quotidienne|chaque jour
tous les jours|une fois par jour|résumé quotidien|quotidient|cotidien|diario|diaria|cada día
todos los días|una vez al día|resumen diario|dirario|diareo|diário|diária|diariamente
todos os dias|uma vez por dia|resumo diário|diaro|يومي|يومياً|كل يوم|مرة في اليوم|ملخص يومي
يوميا من فظلكم|يوومي
    """,
    "weekly": """
weekly|every week|once a week|weekly digest|weeky|weekley|wekly|hebdo|hebdomadaire
chaque semaine|toutes les semaines|une fois par semaine|résumé hebdomadaire|hebdomadère|ebdo
hebdomaire|semanal|cada semana|todas las semanas|una vez a la semana|una vez por semana
resumen semanal|semanl|semenal|semanalmente|todas as semanas|uma vez por semana
resumo semanal|أسبوعي|أسبوعياً|كل أسبوع|مرة في الأسبوع|ملخص أسبوعي|اسبوعى شكرا|إسبوعي
    """,
    "digest": """
digest|send digest|summary|digets|digist|résumé|envoyer le résumé|le résumé|resumer|résumée
resumen|enviar resumen|el resumen|resumén|resumn|resumo|enviar resumo|o resumo|rezumo|ressumo
ملخّص|الملخص|خلاصة|ملحص|ملخس
    """,
    "help": """
help|?|commands|what can i write|hlep|helpp|aide|aidez-moi|commandes|ayde|aide moi|ayuda
ayúdeme|ayúdenme|comandos|alluda|aiuda|ajuda|ajudem-me|ajude-me|ajda|ajuada|مساعدة|ساعدوني
المساعدة|؟|الأوامر|مساعدا|مساعده من فضلك
    """,
    "who": """
who|members|qui|membres|quién|quiénes|quien|miembros|quem|membros|من|الأعضاء
    """,
    "confirm": """
confirm|confirmer|je confirme|confirmar|confirmo|تأكيد
    """,
}
WORDS: dict[str, tuple[str, ...]] = {
    name: tuple(said.strip().replace("\n", "|").split("|")) for name, said in _WORDS.items()
}
"""By the command; the first that fits counts."""
