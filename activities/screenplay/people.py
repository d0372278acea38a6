"""Words that tell who somebody is: kinship, titles, roles, pronouns and common given names, in several languages."""

from typing import Literal

from activities.screenplay.words import word_set

Gender = Literal["female", "male", "unknown"]
Age = Literal["child", "young", "adult", "old"]

_FEMALE = word_set(
    """
    woman women girl lady mother mom mum mama grandmother grandma granny aunt sister daughter wife widow queen princess nun actress
    waitress hostess bride girlfriend mrs ms miss madam mistress heroine goddess witch duchess countess niece female housewife
    stewardess seamstress policewoman businesswoman mujer niña chica señora señorita dama madre mamá abuela abuelita tía hermana hija
    esposa viuda reina princesa monja actriz camarera novia sra srta doña anciana vieja panadera maestra doctora profesora enfermera
    vecina cocinera pescadora muchacha jefa femme fille dame mère maman grand-mère mamie tante sœur soeur épouse veuve reine princesse
    actrice serveuse fiancée mme mlle madame mademoiselle vieille boulangère infirmière voisine frau mädchen mutter großmutter oma
    schwester tochter ehefrau witwe königin prinzessin schauspielerin kellnerin braut fräulein bäckerin lehrerin ärztin nachbarin
    wirtin müllerin pfarrerin bürgermeisterin bäuerin magd hirtin gärtnerin polizistin richterin apothekerin schneiderin alte
    mulher menina moça senhora mãe avó vovó tia irmã filha viúva rainha garota dona padeira professora donna ragazza bambina signora
    signorina nonna zia sorella figlia moglie vedova regina principessa attrice sposa женщина девушка девочка мать мама бабушка тётя
    сестра дочь жена вдова королева госпожа старуха 女 女人 女孩 母亲 妈妈 奶奶 姐姐 妹妹 阿姨 妻子 少女 母 お母さん 祖母 姉 妹 娘
    امرأة فتاة بنت أم سيدة औरत लड़की
    माँ दादी
    """
)
_MALE = word_set(
    """
    man men boy guy gentleman father dad papa grandfather grandpa uncle brother son husband widower king prince monk actor waiter
    groom boyfriend mr sir lord master hero god wizard duke count nephew male fisherman policeman businessman fireman salesman doorman
    postman hombre niño chico señor caballero padre papá abuelo abuelito tío hermano hijo esposo marido viudo rey príncipe
    monje camarero novio sr don anciano viejo panadero maestro profesor enfermero vecino cocinero pescador muchacho capitán cartero
    jefe homme garçon monsieur père grand-père papi oncle frère fils mari veuf roi moine acteur serveur m vieux boulanger voisin mann
    junge herr vater großvater opa onkel bruder sohn ehemann witwer könig prinz mönch schauspieler kellner bäcker lehrer arzt nachbar
    wirt pfarrer bürgermeister wächter pförtner schaffner polizist apotheker kutscher matrose soldat kapitän
    alter homem menino rapaz senhor pai avô vovô irmão filho viúvo rei garoto dom padeiro professor uomo ragazzo bambino signore nonno
    zio fratello figlio marito vedovo re principe attore sposo мужчина парень мальчик отец папа дедушка дядя брат сын муж король
    господин старик 男 男人 男孩 父亲 爸爸 爷爷 哥哥 弟弟 叔叔 丈夫 少年 父 お父さん 祖父 兄 弟 息子 رجل ولد أب سيد आदमी लड़का पिता दादा
    """
)
_PRONOUNS_FEMALE = word_set(
    """
    she her hers herself ella elle sie ihr ihre ihren ihrem ela dela lei она её ей 她 彼女 هي
    """
)
_PRONOUNS_MALE = word_set(
    """
    he him his himself él il lui er ihn ihm sein seine seinen ele dele egli он его ему 他 彼 هو
    """
)

_FEMALE_NAMES = word_set(
    """
    mary mara maria marie anna anne ann ana emma olivia sophia sofia isabella mia amelia charlotte evelyn abigail emily elizabeth ella
    poppy isha
    grace chloe victoria lily hannah nora zoe lucy alice sarah sara laura julia rachel rebecca jane joan judith susan linda patricia
    barbara jennifer karen lisa nancy betty margaret sandra ashley kim donna carol michelle dorothy amanda melissa deborah stephanie
    sharon cynthia kathleen amy angela shirley helen helena ellen ruth rose rosa ivy iris june may april ada agnes agatha beatrice
    clara claire clare daisy diana edith eleanor eliza eve eva faith fiona flora frances georgia greta harriet hazel ida irene jessica
    joy kate katherine katie kitty lena leah lola louise mabel maggie martha maud mavis mildred miriam molly monica naomi natalie nina
    noelle paula pearl penny phoebe polly priya rita rosalind rosie sally selma sheila sylvia tess tessa ursula vera violet vivian
    wendy wilma winifred yvonne zelda carmen lucía lucia elena isabel pilar dolores mercedes consuelo paloma inés ines marta teresa
    rosario soledad esperanza luz catalina ximena valentina camila gabriela daniela adriana alejandra beatriz cristina guadalupe
    josefa juana leonor manuela raquel rocío silvia yolanda remedios amparo camille chantal colette delphine élise elise geneviève
    jeanne juliette léa lea madeleine manon margot mathilde odette simone solange sylvie thérèse zoé brigitte erika frieda gisela
    gretchen heidi heike hilda hildegard ingrid inge johanna karin katrin käthe liesel lotte luise monika petra renate sabine ulrike
    ute waltraud bianca chiara concetta francesca giovanna giulia lucrezia ottavia paola silvana joana luana fernanda juliana mariana
    conceição fátima inês natasha natalia olga svetlana tatiana irina ekaterina katya anya anastasia ludmila galina aisha fatima fatma
    leila layla noor nur yasmin zainab zahra amina khadija mariam salma hana sakura keiko akiko yoko hanako haruka aiko emi mei ling
    xiu lan jing ananya aditi asha deepa devi divya gita indira kavita lakshmi leela maya meera neha nisha pooja radha sita sunita uma
    анна мария елена ольга наташа татьяна ирина екатерина катя аня вера надежда
    """
)
_MALE_NAMES = word_set(
    """
    john james robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul
    andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry
    justin scott brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry tyler aaron jose adam nathan henry
    douglas zachary peter kyle walter ethan jeremy harold keith christian roger noah gerald carl terry sean austin arthur lawrence
    jesse dylan bryan joe billy bruce albert willie gabriel logan alan juan wayne roy ralph randy eugene vincent russell louis bobby
    philip johnny tom tommy tim jim jimmy ben sam max leo oscar hugo felix theo elias eli ivan igor victor hector ned ted ed fred bill
    bob dan don ron ray rex ross simon saul silas sid stan sven lars nils olaf erik axel bjorn magnus finn ian ewan duncan angus
    hamish callum liam owen rhys gareth dafydd amos abel abraham isaac caleb cyrus dexter edgar edmund edwin ernest ezra floyd gilbert
    gordon graham grant gus harry harvey herbert homer howard jasper jonah julian lenny leonard lewis lloyd luke malcolm marcus martin
    marvin miles milo mitchell morris neil norman oliver omar otis percy phil quentin quincy reginald rufus rupert sebastian seth
    sidney solomon stuart toby tobias vernon wallace warren wesley wilbur winston josé pedro pablo luis carlos miguel ángel antonio
    manuel francisco javier jesús diego alejandro fernando sergio jorge alberto rafael ramón ramon enrique andrés mateo santiago
    nicolás tomás julián emilio ignacio joaquín gonzalo álvaro rodrigo salvador vicente paco pepe jean pierre michel philippe alain
    bernard jacques rené rene françois henri marcel andré yves didier étienne gaston guillaume laurent luc olivier pascal rémi thierry
    théo hans heinrich karl klaus jürgen wolfgang günter günther horst dieter werner manfred uwe fritz franz friedrich otto ernst
    gerhard helmut hermann kurt ludwig matthias rolf rudi rudolf stefan torsten joão paulo antónio rui tiago duarte nuno vasco
    giovanni giuseppe luigi mario marco matteo lorenzo paolo pietro salvatore stefano umberto enzo dario alexei alexey boris dmitri
    dmitry fyodor grigori mikhail nikolai oleg pavel sergei vladimir yuri sasha ahmed ali hassan hussein ibrahim khalid mahmoud
    mohamed mohammed muhammad mustafa rashid samir tariq yusuf youssef karim kenji hiroshi takeshi ichiro taro jiro akira haruto
    satoshi ken wei ming jun feng bo gang arjun amit anil ashok deepak ganesh gopal hari krishna kumar mohan raj rajesh ram ravi rohan
    sanjay shiva suresh vijay vikram иван пётр петр алексей борис дмитрий михаил николай олег павел сергей владимир юрий саша антон
    """
)
_CHILD = word_set(
    """
    child kid boy girl toddler baby infant schoolboy schoolgirl niño niña niñito bebé enfant garçonnet fillette bébé kind junge
    mädchen criança menino menina bambino bambina ребёнок мальчик девочка 孩子 男孩 女孩 小孩 子供 طفل बच्चा
    """
)
_YOUNG = word_set(
    """
    young teen teenage teenager teens student youth youthful joven adolescente jeune jung junger jugendlicher giovane молодой молодая
    年轻 少年 少女 若い
    """
)
_OLD = word_set(
    """
    old elderly aged ancient aging grandmother grandma granny grandfather grandpa pensioner retired anciano anciana viejo vieja abuelo
    abuela vieux vieille âgé âgée grand-mère grand-père alt alter alte großmutter großvater oma opa greis velho velha idoso idosa avó
    avô vecchio vecchia nonno nonna anziano anziana старик старуха старый бабушка дедушка 老 老人 爷爷 奶奶 祖父 祖母 عجوز बूढ़ा
    """
)


def gender_of_words(words: list[str]) -> Gender:
    """The gender that kinship words, titles and roles among lower-case words tell; the first one decides."""
    for word in words:
        if word in _FEMALE:
            return "female"
        if word in _MALE:
            return "male"
    return "unknown"


def gender_of_name(words: list[str]) -> Gender:
    """The gender a name tells: by titles and roles in it, else by its given name."""
    by_role = gender_of_words(words)
    if by_role != "unknown":
        return by_role
    for word in words:
        if word in _FEMALE_NAMES:
            return "female"
        if word in _MALE_NAMES:
            return "male"
    return "unknown"


def is_given_name(word: str) -> bool:
    """Whether a lower-case word is a common given name."""
    return word in _FEMALE_NAMES or word in _MALE_NAMES


def gender_of_pronoun(word: str) -> Gender:
    """The gender of a lower-case personal or possessive pronoun."""
    if word in _PRONOUNS_FEMALE:
        return "female"
    return "male" if word in _PRONOUNS_MALE else "unknown"


def age_of_words(words: list[str]) -> Age | None:
    """The age that lower-case words tell; `old` and `young` weigh more than `boy` ("the old boy")."""
    found = set(words)
    if found & _OLD:
        return "old"
    if found & _CHILD:
        return "child"
    return "young" if found & _YOUNG else None


def age_of_years(years: int) -> Age:
    """Under 13 a child, under 30 young, under 60 adult."""
    if years < 13:
        return "child"
    if years < 30:
        return "young"
    return "adult" if years < 60 else "old"
