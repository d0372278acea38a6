"""Italian."""

from activities.moderation.vocabulary.groups import Group, Vocabulary

WORDS: Vocabulary = {
    Group.MINOR: "bambino bambini bambina bambine neonat* scolara* scolaro* adolescent* minorenn* ragazzino ragazzini ragazzina ragazzine",
    Group.AGED: "età",
    Group.YEARS: "anno anni",
    Group.SEXUAL: "orgasm* genital* pene vagina* erezion* masturb* fellatio eiacul* coito fanno_l_amore fare_l_amore rapporto_sessuale "
    "rapporti_sessuali",
    Group.SUGGESTIVE: "sesso sexy sessual* porno* nudo nuda nudi nude nudità seduc* erotic* eccitat* lingerie",
    Group.PROTECTIVE: "polizia arrest* tribunale processo vittima vittime protegg* condann* colpevole accusat* indag* abuso abusi",
    Group.HARMLESS: "piedi_nudi a_occhio_nudo lampadina_nuda alberi_nudi rami_nudi mani_nude braccia_nude",
    Group.SLUR: "negraccio negracci frocio froci terrone terroni giudeaccio",
    Group.PEOPLE: "ebreo ebrei ebrea ebraic* musulman* arabi africani asiatici gay omosessual* lesbiche rom zingari immigrat* migranti "
    "rifugiati disabili",
    Group.DEHUMANISING: "parassiti subuman* scarafaggi stermin* sradic* annient* gasare gasati razza_inferiore",
    Group.SELF_HARM: "suicid* autolesion* overdose uccidermi uccidersi tagliarsi_le_vene si_impicca",
    Group.METHOD: "senza_dolore dose_letale quante_pillole come_uccidersi passo_dopo_passo",
    Group.URGING: "ucciditi ammazzati suicidati impiccati_tu",
    Group.GORE: "sventr* viscere budella intestini decapit* smembr* mutil* sbudell* scuoi* tortur*",
    Group.DEVICE: "bomba bombe esplosiv* detonator* gas_nervino sarin molotov granat* napalm termite silenziator* nitrato_di_ammonio "
    "nitroglicerina antrace ricina",
    Group.DRUG: "metanfetamin* eroina cocaina fentanil mdma ecstasy lsd",
    Group.MAKING: "fabbric* costru* assembl* sintetizz* prepar* estra* mescol* cucin* produ*",
    Group.PROCESS: "dissolv* sciogli* filtr* distill* titol* evapor* precipit* cristallizz* sald* trapan* riscald* macin* neutralizz*",
    Group.TEACHING: "come_fare come_fabbricare passo_dopo_passo passo_per_passo ricetta ingredienti istruzioni tutorial",
    Group.UNIT: "g grammo grammi kg kilo* chilo chili mg ml litro litri once celsius gradi per_cento pillole compresse c",
}
