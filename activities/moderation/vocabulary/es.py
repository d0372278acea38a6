"""Spanish."""

from activities.moderation.vocabulary.groups import Group, Vocabulary

WORDS: Vocabulary = {
    Group.MINOR: "niño niños niña niñas bebé* infante* colegiala* colegial* adolescente* menor_de_edad menores_de_edad",
    Group.AGED: "edad",
    Group.YEARS: "año años añitos",
    Group.SEXUAL: "orgasmo* genital* pene vagina* erección masturb* felación eyacul* coito hacen_el_amor hacer_el_amor relaciones_sexuales",
    Group.SUGGESTIVE: "sexo sexy sexual* porno* desnud* seduc* erótic* excitad* lencería",
    Group.PROTECTIVE: "policía arrest* detenid* tribunal juicio víctima* proteg* condena* culpable acusad* investig* abuso abusos",
    Group.HARMLESS: "pies_desnudos bombilla_desnuda bombillas_desnudas árboles_desnudos ramas_desnudas manos_desnudas brazos_desnudos",
    Group.SLUR: "sudaca* maricón maricones judiaco* panchito*",
    Group.PEOPLE: "judío judíos judía* musulman* árabes negros africanos asiáticos gays homosexual* lesbianas gitanos inmigrante* "
    "migrante* refugiad* discapacitados",
    Group.DEHUMANISING: "alimañas subhuman* cucarachas parásitos extermin* erradic* aniquil* gasear gaseados raza_inferior",
    Group.SELF_HARM: "suicid* autolesi* sobredosis matarme matarse cortarse_las_venas se_ahorca",
    Group.METHOD: "sin_dolor dosis_letal cuántas_pastillas cómo_matarse paso_a_paso",
    Group.URGING: "mátate suicídate ahórcate",
    Group.GORE: "destrip* entrañas vísceras intestinos decapit* desmembr* mutil* eviscer* desoll* tortur*",
    Group.DEVICE: "bomba bombas explosivo* detonador* gas_nervioso sarín molotov granada* napalm termita silenciador* nitrato_de_amonio "
    "nitroglicerina ántrax ricina",
    Group.DRUG: "metanfetamina* heroína cocaína fentanilo mdma éxtasis lsd",
    Group.MAKING: "fabric* constru* ensambl* sintetiz* prepar* extra* mezcl* cocin* produ*",
    Group.PROCESS: "disolv* disuelv* filtr* destil* titul* evapor* precipit* cristaliz* sold* sueld* taladr* calient* calent* tritur* "
    "remov* remuev* neutraliz*",
    Group.TEACHING: "cómo_hacer cómo_fabricar paso_a_paso receta ingredientes instrucciones tutorial paso_1",
    Group.UNIT: "g gramo* kg kilo* mg ml litro* onza* celsius grados por_ciento pastillas comprimidos c",
}
