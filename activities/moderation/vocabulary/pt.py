"""Portuguese."""

from activities.moderation.vocabulary.groups import Group, Vocabulary

WORDS: Vocabulary = {
    Group.MINOR: "criança* menino meninos menina meninas bebê* bebé* adolescente* menor_de_idade menores_de_idade garotinha* garotinho*",
    Group.AGED: "idade",
    Group.YEARS: "ano anos aninhos",
    Group.SEXUAL: "orgasmo* genita* pênis pénis vagina* ereção masturb* felação ejacul* coito fazem_amor fazer_amor relações_sexuais",
    Group.SUGGESTIVE: "sexo sexy sexual sexuais porno* nu nua nus nuas nudez seduz* sedut* erótic* excitad* lingerie",
    Group.PROTECTIVE: "polícia preso presa tribunal julgamento vítima* proteg* condena* culpado culpada acusad* investig* abuso abusos",
    Group.HARMLESS: "pés_nus a_olho_nu lâmpada_nua árvores_nuas galhos_nus mãos_nuas braços_nus",
    Group.SLUR: "crioulada bicha_nojenta viado viados judeuzinho*",
    Group.PEOPLE: "judeu judeus judia* muçulman* árabes negros africanos asiáticos gays homossexua* lésbicas ciganos imigrante* migrante* "
    "refugiad* deficientes",
    Group.DEHUMANISING: "vermes subuman* baratas parasitas extermin* erradic* aniquil* gasear gaseados raça_inferior",
    Group.SELF_HARM: "suicíd* suicid* automutil* autoles* overdose matar_me me_matar cortar_os_pulsos se_enforca",
    Group.METHOD: "sem_dor dose_letal quantos_comprimidos como_se_matar passo_a_passo",
    Group.URGING: "mata_te se_mata suicida_te enforca_te",
    Group.GORE: "estrip* entranhas vísceras intestinos decapit* desmembr* mutil* eviscer* esfol* tortur*",
    Group.DEVICE: "bomba bombas explosiv* detonador* gás_nervoso sarin molotov granada* napalm termite silenciador* nitrato_de_amônio "
    "nitroglicerina antraz ricina",
    Group.DRUG: "metanfetamina* heroína cocaína fentanil mdma ecstasy lsd",
    Group.MAKING: "fabric* constru* montar monta sintetiz* prepar* extra* mistur* cozinh* produz*",
    Group.PROCESS: "dissolv* filtr* destil* titul* evapor* precipit* cristaliz* sold* perfur* aquec* tritur* mexer mexa neutraliz*",
    Group.TEACHING: "como_fazer como_fabricar passo_a_passo receita ingredientes instruções tutorial passo_1",
    Group.UNIT: "g grama gramas kg quilo* mg ml litro* onça* celsius graus por_cento comprimidos pílulas c",
}
