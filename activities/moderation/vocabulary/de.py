"""German."""

from activities.moderation.vocabulary.groups import Group, Vocabulary

WORDS: Vocabulary = {
    Group.MINOR: "kind kinder kindern kindes kleinkind* säugling* schulmädchen schüler schülerin schülerinnen schuljunge* minderjährig* "
    "teenager* kleines_mädchen kleine_mädchen kleiner_junge junges_mädchen junge_mädchen",
    Group.AGED: "alter",
    Group.YEARS: "jahre_alt jahren_alt jährig*",
    Group.SEXUAL: "geschlechtsverkehr orgasm* genital* penis vagina erektion* masturbier* ejakul* oralsex schlafen_miteinander haben_sex "
    "missbraucht_sexuell",
    Group.SUGGESTIVE: "sex sexy sexuell* porno* nackt* verführ* erotisch* erregt* reizwäsche befummel*",
    Group.PROTECTIVE: "polizei verhaft* gericht prozess opfer schütz* verein verurteil* schuldig angeklagt ermitt* missbrauch*",
    Group.HARMLESS: "nackte_füße nackten_füßen nackten_füßen nackte_angst nackte_wahrheit nackte_glühbirne* nackten_glühbirne* "
    "nackte_wände nackten_wänden nackte_arme nackten_armen nackte_äste",
    Group.SLUR: "nigger* kanake* schwuchtel* judensau* zigeunerpack",
    Group.PEOPLE: "jude juden jüdisch* muslim* moslem* araber* schwarze afrikaner* asiaten schwule homosexuelle* lesben roma zigeuner "
    "migranten ausländer* flüchtling* behinderte",
    Group.DEHUMANISING: "ungeziefer untermensch* kakerlaken parasiten ausrotten ausgerottet vernichten vergasen vergast schmarotzer",
    Group.SELF_HARM: "selbstmord* suizid* selbstverletz* überdosis sich_umbringen mich_umbringen erhängt_sich pulsadern",
    Group.METHOD: "schmerzlos* tödliche_dosis wie_viele_tabletten wie_bringt_man_sich schritt_für_schritt",
    Group.URGING: "bring_dich_um häng_dich_auf töte_dich",
    Group.GORE: "eingeweide gedärme enthaupt* zerstückel* verstümmel* ausgeweidet gehäutet abgetrennt* folter* foltert",
    Group.DEVICE: "bombe bomben rohrbombe* nagelbombe* sprengstoff* sprengsatz sprengsätze zünder nervengas nervengift* sarin molotow* "
    "granate* napalm thermit schalldämpfer ammoniumnitrat nitroglycerin milzbrand rizin",
    Group.DRUG: "crystal_meth methamphetamin* heroin kokain fentanyl mdma ecstasy lsd",
    Group.MAKING: "mach mache machst machen macht bau baue baust baut herstell* hergestellt koch koche kochst kochen kocht synthetis* "
    "misch misch* zubereit* extrahier* zusammenbau*",
    Group.PROCESS: "auflös* löse filter* filtrier* destillier* titrier* verdampf* kristallis* löte* bohr* erhitz* zermahl* rühr* neutral*",
    Group.TEACHING: "schritt_für_schritt anleitung* rezept* zutaten schritt_1 wie_man du_brauchst man_braucht",
    Group.UNIT: "g gramm kg kilo* mg ml liter unze* celsius grad prozent tabletten pillen c",
}
