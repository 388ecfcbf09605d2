# ruff: noqa: E501 -- word lists are read by machines
"""The words in which mail servers say that something did not arrive, and why."""

from __future__ import annotations

import re

#: The address does not exist, or its host does not, or it moved away: writing again is pointless.
GONE = re.compile(
    r"user (?:is )?(?:unknown|not known|not found|doesn'?t|does not|do not|invalid|is not|not local)|unknown (?:user|local|recipient|address|mailbox|account)"
    r"|no such (?:user|recipient|mailbox|address|account|person|addressee|local user|domain|host)|not a (?:known|valid) (?:user|mailbox|recipient)|unknown or illegal"
    r"|(?:mailbox|account|address|recipient|user|e-?mail|domain)[^.\n]{0,60}(?:does not|doesn'?t|do not|didn'?t) (?:exist|have)|(?:mailbox|recipient|address|account|user)[^.\n]{0,30}not (?:found|exist|listed|recognized|recognised|known)"
    r"|(?:mailbox|account) (?:unavailable|is unavailable|not found|unknown)|invalid (?:recipient|mailbox|address|user|final delivery)|recipient (?:unknown|not found|is unknown)"
    r"|address (?:unknown|not found|invalid|error)|unrouteable|unroutable|host (?:unknown|not found|or domain name not found)|unknown host|name or service not known|no mx|null mx|domain (?:not found|does not)"
    r"|(?:could|can) ?not be found|couldn'?t be found|wasn'?t found|not listed in|no mailbox here|no account|nobody here|has moved|moved to|relocated|no longer (?:valid|exists|available|active|in use|on server|here)|user ?unknown|unknown in|not our (?:customer|user)"
    r"|does not like recipient|there is no one|illegal user|illegal alias|ambiguous|bad (?:destination|recipient)|bad address|destination(?:_| )addresses? (?:were|was)? ?unknown|recipient name is not recognized|not found in directory"
    r"|recipient(?: address)? rejected: (?:user|undeliver|unknown)|5\.4\.1[^\n]{0,90}recipient address rejected: access|5\.1\.0 address rejected|validrcptto|(?:user|recipient|mailbox|account|address) <?[^\s<>]{1,80}@[^\s<>]{1,120}>? (?:is )?(?:unknown|not found)|domain \S{1,120} (?:does not|doesn't) exist|nullmx|that address|check for typos[^.\n]{0,80}|check (?:the|if) (?:domain|address)[^.\n]{0,40}|(?:domain|host) (?:is not reachable|does not accept mail)|find a gateway|other recipients in the same domain|[45]\d\d <?\S+@\S+ rejected|нет такого|такого пользователя не|(?:пользователь|адрес[а-я]*) не (?:найден|существует)|不存在|找不到|見つかりません|存在しない|見当たり|inconnu|introuvable|n'existe pas|(?:no|não) existe|inexist|desconocid|desconhecid|no (?:se )?(?:ha encontrado|encuentra|encontró) la direcci|endereço[^.\n]{0,60}não (?:foi )?encontrad|unbekannt|existiert nicht|sconosciut|non trovat|(?:المستخدم|العنوان|المستلم|الحساب)[^.\n]{0,30}غير (?:موجود|معروف)|invalid recipient"
)
NOT_GONE = re.compile(
    r"mailbox (?:is )?full|over ?quota|quota (?:exceeded|is full)|disk quota|exceeds? (?:allowed|the|storage|mailbox)|insufficient (?:disk|system|storage)|not enough (?:disk )?space|quota violation|allowed quota|lleno|llena|pleine|cheio|cheia|переполнен|已满|空间不足|ممتلئ|storage exceeded|full mailbox|mailfolder is full|out of storage|too full"
    r"|(?:in reply to|after) (?:the )?(?:initial )?(?:mail from|end of data)|sender (?:address|verif)|verification failed for|preference|spam|blacklist|black list|blocked|block list|blocklist|(?<!not )listed (?:in|at|by)|\brbl\b|reputation|policy|dmarc|\bspf\b|\bdkim\b|not authori[sz]ed|relay(?:ing)? (?:is )?(?:denied|access|not)|not permitted|permission|権限|content rejected|virus|too (?:large|big|many)|exceeds (?:size|the maximum|fixed)|size limit|message size"
    r"|timed? ?out|expired|delay|temporar|try again|later|greylist|grey-list|refused to talk|connection refused|deferred|not responding|loop|disabled|inactive|suspend|reverse dns|ptr record|authentication|unauthenticated|access denied|rejected due|security"
)
#: The mailbox was there once; with a status that says so, it is gone.
CLOSED = re.compile(r"disabled|inactive|suspend|discontinued|deactivated|closed")
TEMPORARY = re.compile(
    r"delayed|not yet been delivered|will (?:continue|keep) (?:to )?(?:try|be tried|retry)|warning: (?:message|could not)|temporar|still trying|retry"
)

ROBOT = re.compile(
    r"mailer-?daemon|mail-?daemon|post_?master|mail delivery|mail administrator|system administrator|mailadmin|mail system|mailer|delivery|no-?reply|daemon|bounce|mmdf|smtp|scanmail|mailmarshal|administrator",
    re.IGNORECASE,
)
DAEMON = re.compile(
    r"mailer-?daemon|mail-?daemon|post_?master|mail delivery s|mail\.delivery\.s|system administrator",
    re.IGNORECASE,
)
SUBJECT = re.compile(
    r"undeliver|not delivered|delivery (?:status|fail|error|problem|report|notification|delayed|has failed|is delayed|subsystem|incomplete)|deliver(?:y|ing) (?:mail )?fail|mail(?: system)? error|returned (?:mail|to sender)|return(?:ed|ing)? (?:message|mail)|failure notice|mail fail|message (?:not|un|could|delivery|delayed)"
    r"|could not (?:be )?(?:deliver|send)|can ?not (?:be )?deliver|failed (?:mail|delivery|message)|failure delivery|mail (?:could|not|delivery)|nondeliver|non-deliver|rejected|warning: (?:could|message)|unable to deliver|bounce|user unknown|unzustellbar|nicht zugestellt|non remis|non distribu|non-?delivery|non remis|não é possível entregar|فشل|échec|no se (?:pudo|puede)|no entregado|não entregue|не доставлено|недоставлен|エラー|配信|退信|无法|notification d'état|blocked"
)
#: First words that only a mail server chooses.
STATED = re.compile(
    r"[\s*=_-]{0,200}(?:your (?:message|mail|e-?mail)[^\n]{0,80}(?:not|fail|undeliver|reject|return)|votre message n|su mensaje no|a sua mensagem n|ihre nachricht[^\n]{0,60}nicht|il tuo messaggio non"
    r"|-{0,10} ?non-delivery report|delivery (?:to|has failed|failed)|the following (?:message|mail|address|recipient)|this is (?:an automatic|the mail)|this (?:message|e-?mail) was (?:created|generated) automatically|unable to deliver|could not deliver|sorry, i)",
    re.IGNORECASE,
)
FAILED = re.compile(
    r"undeliver|not (?:be |been |yet been )?deliver|could ?n[o']t (?:be )?(?:deliver|send|reach)|can ?not (?:be )?(?:deliver|send)|unable to (?:deliver|send|reach)|wasn'?t able to deliver|not (?:be )?able to deliver|deliver(?:y|ing)? (?:of|to|has|fail|error|problem|status)|delivery problems|fail(?:ed|ure)|returned|permanent error|fatal error|rejected|bounced"
    r"|user unknown|unknown user|no such|not exist|mailbox (?:is )?full|over quota|aborted|error has occurred|invalid (?:user|final)|not reach|did not receive|не может быть доставлено|не удалось|送信できません|配信できません|エラー|无法|退信|投递|unzustellbar|nicht zugestellt|échoué|échec|n'a pas pu|n'est pas parvenu|non remis|no (?:se )?(?:pudo|ha podido|puede)|não (?:pôde|foi entregue)|falha na entrega|не доставлен|تعذر|فشل|teslim edilemedi|tidak dapat dikirim|non è stato possibile|error|not sent|does not accept|quota"
)
ORIGINAL = re.compile(
    r"^[ \t>]{0,4}(?:[-*=_]{2,}[-*=_ ]{0,40}(?:(?:this is|below|the (?:header|body|rest|original|text|unsent)|a copy|original|returned|unsent|start|message (?:header|text|follow)|transcript of|copy of|forwarded|enclosed|included|undelivered|attached|以下)[^\n]{0,80})"
    r"|(?:original message (?:follows|header|attached)|your (?:original )?message (?:reads|follows|header)|received: |return-path: |-+ ?message (?:header|body)|message header follows|the original message(?: follows| is|:|[ \t]*$)|"
    r"included is a copy|a copy of (?:the|your)|the (?:text|first \d+|header)[^\n]{0,40}(?:message|follow)|unsent message|text of your message|message contents|headers? of (?:the|your)|[-]{3,} ?original message)[^\n]{0,200})$",
    re.IGNORECASE | re.MULTILINE,
)
ADDRESS = r"([^\s<>()\[\],;:\"'=]{1,64}@[^\s<>()\[\],;:\"'=@]{1,255})"
#: Ways to name the address that failed, the surest first.
NAMED = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        rf"^[ \t]*(?:[*•-][ \t]{{0,3}})?[<\[(]?{ADDRESS}[>\])]?[ \t]*(?:[:,(]|\.\.\.|[.]?$|on [a-z]{{3}},|invalid|\[)|^[ \t]*(?:<<< )?[45]\d\d[ -](?:[245]\.\d\.\d{{1,3}} )?<{ADDRESS}>[ \t]?\.\.\.",
        rf"(?:undeliverable address|failed recipient|could not be (?:delivered|sent) to|not delivered to|delivery to(?: the following recipients?)?|undeliverable to|unable to deliver (?:to|message to|mail to|your message to)|final delivery userid|the following address(?:es)? failed|originally addressed to|recipient(?: address)?|addressee|unknown user|user unknown|no such user|mailbox|destination|e-?mail address|user|address|account|送信先|收件人|adressat|destinataire|destinatario|destinatário)(?:[ \t:=\"'-]{{1,6}}[ \t\n]{{0,3}}<?|<)(?:rfc822;|smtp:)?[ ]?{ADDRESS}",
        rf"(?:rcpt to|to)[ \t]?:[ \t]?<?{ADDRESS}",
        rf"(?:[45]\d\d|[45]\.\d\.\d{{1,3}})[^\n]{{0,30}}<{ADDRESS}>",
        rf"<{ADDRESS}>",
        rf"(?<![\w.+-]){ADDRESS}",
    )
)
#: Where the words about the next address begin.
ANOTHER = re.compile(
    rf"^[ \t]*(?:[*•-][ \t]{{0,3}})?(?:[45]\d\d[ -])?[\"'<\[(]{{0,2}}{ADDRESS}[\"'>\])]{{0,2}}[ \t]*(?:[:,( ]|\.\.\.|$)",
    re.MULTILINE,
)
#: Recipients named as the other server knows them: without its domain.
LOCAL_NAMES = re.compile(
    r"(?:(?:following|these) recipients?[^:@]{0,160}(?:@[^:@\s]{1,80}[^:@]{0,40})?|undeliverable to the following):[ \t]*\n((?:[ \t]+[a-z0-9._+-]{1,64}[ \t]*(?:\([^()\n]{0,80}\)[ \t]*)?(?:\n|$)){1,50})",
    re.IGNORECASE,
)
EDGE = ".<>'`*\\/-"
#: Words after which the addresses stand that failed; what comes before may name the sender and
#: other readers.
INTRODUCED = re.compile(
    r"(?:following|these) (?:recipient|address|people|user|mailbox|group|list)[^\n]{0,60}|(?:was|could) not (?:be )?(?:delivered|sent) to[ \t]?:?|did(?:n'?t| not) reach[^\n]{0,60}|fatal errors|failed permanently|failed addresses"
    r"|следующим[^\n]{0,40}|получател[яю]м[^\n]{0,20}|destinataires? suivants?|destinatarios? siguientes?|folgende[nr]? (?:empfänger|adresse)[^\n]{0,30}",
    re.IGNORECASE,
)
NOT_RECIPIENTS = re.compile(r"mailer-?daemon@|postmaster@|abuse@|helpdesk@|support@|mail-daemon@")
ID_LINE = re.compile(
    r"^[^\n]{0,40}(?:message-id|references|in-reply-to|mail from|x-mailer|reply-to|return-path|envelope-from|from)\b[ \t]?[:=][^\n]{0,400}$",
    re.IGNORECASE | re.MULTILINE,
)
