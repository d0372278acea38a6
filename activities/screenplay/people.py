"""Words that tell who somebody is: kinship, titles, roles and pronouns, in several languages."""

from typing import Literal

from activities.screenplay.given_names import FEMALE_NAMES, MALE_NAMES
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
        if word in FEMALE_NAMES:
            return "female"
        if word in MALE_NAMES:
            return "male"
    return "unknown"


def is_given_name(word: str) -> bool:
    """Whether a lower-case word is a common given name."""
    return word in FEMALE_NAMES or word in MALE_NAMES


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
