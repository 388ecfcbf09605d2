# ruff: noqa: E501 -- word lists are read by machines
"""Words of the five languages that say nothing of what a text is about, folded."""

from __future__ import annotations

from jln.search.stems import words_of

_EN = """
a about after again all also always am among an and another any anybody anyone anything are around as
at away back be because become been before begin being best better between both bring but by came can
cannot come could day dear did differently do does doing done down each either else end enough ever
every everybody everyone everything far few find first for found from gave get give given go goes going
good got great had half has have having he help her here him his hope how however i if in instead into
is it its just keep kept know knows large last later least leave less let like little long look made
make makes many matter may me might mine more most much must my myself need needs neither never new
next no nobody none nor not nothing now of off often old on once one only or other others ought our
ours out over own part people perhaps put quite rather really right said same say says see seem seen
several shall she should since small so some somebody someone something soon still such sure take takes
tell than thank thanks that the their theirs them then there therefore these they thing things think
this those though three through thus to today together told too took toward towards try twice two under
until up upon us use used uses using very want wants was way ways we week well went were what whatever
when where whether which while who whoever whom whose why will wish with within without work works
worth would write year years yes yesterday yet you your yours country countries colleague colleagues
question
"""
_FR = """
a ai ainsi alors apres as assez au aucun aucune aujourd aussi autre autres aux avait avant avec avez
avoir avons bien bon bonjour car ce ceci cela celle celles celui ces cet cette ceux chaque chez ci
collegues combien comme comment contre d dans de deja depuis des deux dire dit doit doivent donc dont du
elle elles en encore entre est et etaient etait ete etes etre eu eux fait faire fait faut fois font fut
grand hui ici il ils j je jour jusqu jusque l la laquelle le lequel les lesquels leur leurs lors lorsque
lui m ma mais me meme memes merci mes mettre mieux moins moi mon n ne ni non nos notre nous on ont or ou
par parce parfois pas pays pendant personne peu peut peuvent plus plusieurs pour pourquoi pourrait
pouvez pouvons premier prendre pres puis qu quand que quel quelle quelles quels quelqu quelque quelques
question qui quoi quoique rien s sa sans se sera ses si sinon soit sommes son sont sous souvent suis sur
t ta tant te tel telle tes toi ton toujours tous tout toute toutes tres trois trop tu un une vers voici
voila vos votre vous vraiment y
"""
_ES = """
a acaso ademas ahora al algo alguien algun alguna algunas alguno algunos alla alli ante antes aquel
aquella aqui asi aun aunque ayer bajo bien buenas buenos cada casi colegas como con contra cosa creo
cual cuales cualquier cuando cuanta cuantas cuanto cuantos cuatro de debe deben del desde despues dia
dice dijo donde dos durante e el ella ellas ellos empezar empieza en entonces entre era eran eres es esa
esas ese eso esos esta estaba estado estamos estan estar estas este esto estos estoy fue fueron gente
gracias gran grande ha haber hace hacen hacer hacia han hasta hay haya hemos hola hoy ir jamas juntos la
las le les lo los luego mas me mejor menos mi mia mientras mis mismo misma mucha muchas mucho muchos muy
nada nadie ni ningun ninguna no nos nosotros nuestra nuestras nuestro nuestros nunca o os otra otras otro
otros pais paises para pero poca poco pocos poder podemos por porque pregunta primera primero pueda
puede pueden pues que quien quienes quiere rinde se sea seis ser si sido siempre sin sino sobre solo son
soy su sus suya tal tambien tampoco tan tanto te tener tenemos tengo ti tiene tienen toda todas todavia
todo todos tres tu tus u un una unas uno unos usted ustedes va vamos van varios vez voy y ya yo
"""
_PT = """
a agora ainda alem algo alguem algum alguma algumas alguns ali ambos ante antes ao aos apenas aquela
aquele aqui aquilo as assim ate atras bem boa boas bom cada casa casi coisa colegas com como contra cujo
da daquele das de debaixo dela dele deles demais depois desde dessa desse desta deste deve devem
dia disso disto dizer do dois dos duas durante e ela elas ele eles em embora enquanto entao entre era
eram essa essas esse esses esta estamos estao estar estas estava este estes estou eu faz fazem fazer feito
foi foram fora gente grande ha hoje isso isto ja la lhe lhes logo longe mais mal mas me mesma mesmo meu
meus minha muita muitas muito muitos na nada nao nas nem nenhum nenhuma ninguem no nos nossa nossas nosso
nossos num numa nunca o obrigado obrigada ola onde ora os ou outra outras outro outros pais paises para
parece pela pelas pelo pelos pequena pequeno pequenos per pergunta pode podem podemos pois por porque
porquê pouca pouco poucos primeiro primeira quais qual qualquer quando quanta quantas quanto quantos que
quem quer se seja sem sempre sendo ser sera seria seu seus si sido sim so sob sobre sua suas tal tambem
tanta tanto tao te tem temos tempo tendo tenho ter teu todo toda todas todos tres tu tua tudo um uma umas
uns vai vamos vale valer vez vezes voce voces vos
"""
_AR = """
أحد أحدكم أحيانا إذ إذا أصبح أكثر ألا إلا التي الذي الذين اللذين الله إلى أم أما أمام أن إن أنا أنت أنتم أنه إنها أنهم أو
أول أولا أي أيضا أين ب بأن بعد بعض بل بلد بلدان بلدكم بلدي بما بن به بها بين تحت تكون تلك تم ثلاث ثم جدا
جميع حتى حول حيث حين خلال دون ذلك ذات رغم زملاء الزملاء زملائي سوف سؤال شكرا شيء صار ضد على عليه عليها عن عند عندكم
عندما عندنا عنه عنها غير ف فإن فقط فلا في فيما فيه فيها قال قبل قد كان كانت كانوا كل كلا كله كم كما كن كنا كنت كي
كيف لا لأن لدى لدينا لديكم لذا لذلك لك لكم لكن لكنه لكي لم لما لماذا لن لنا له لها لهم لهذا لو ليس ليست ما ماذا متى مثل
مرحبا مرة مع معا ممكن من منذ منه منها منهم نا نبدأ نحن نريد نعم نفس هؤلاء هذا هذه هكذا هل هم هن هنا هناك هو هي و وأن
وإن وقد وكان وكل ولا ولكن ولم وما ومن ونحن وهل وهو وهي يا يجب يزال يعد يكون يمكن يوم
"""
FUNCTION_WORDS = frozenset(word for text in (_EN, _FR, _ES, _PT, _AR) for word in words_of(text))
"""One set for all: a text's language is not always known."""
