"""French."""

from activities.moderation.vocabulary.groups import Group, Vocabulary

WORDS: Vocabulary = {
    Group.MINOR: "enfant enfants bambin* nourrisson* écolière* écolier* collégien* mineure mineures adolescent* fillette* gamine gamines "
    "petite_fille petites_filles petit_garçon petits_garçons jeune_fille",
    Group.AGED: "âgé âgée",
    Group.YEARS: "an ans",
    Group.SEXUAL: "orgasme* génita* pénis vagin* érection* masturb* fellation* éjacul* rapport_sexuel rapports_sexuels font_l_amour "
    "faire_l_amour",
    Group.SUGGESTIVE: "sexe sexy sexuel* porno* nu nue nus nues dénudé* sédui* érotique* excité* lingerie",
    Group.PROTECTIVE: "police arrêt* tribunal procès victime* protég* protection association condamn* coupable accusé* enquêt* abus",
    Group.HARMLESS: "pieds_nus pied_nu nu_pieds tête_nue à_l_œil_nu ampoule_nue ampoules_nues arbres_nus branches_nues murs_nus "
    "mains_nues bras_nus jambes_nues épaules_nues",
    Group.SLUR: "négro négros bougnoule* youpin* pédale pédales bamboula",
    Group.PEOPLE: "juif juifs juive* musulman* arabes noirs africains asiatiques gays homosexuel* lesbiennes roms gitans immigré* "
    "migrant* réfugié* handicapés",
    Group.DEHUMANISING: "vermine sous_hommes cafards parasites extermin* éradiqu* anéanti* gazer gazés race_inférieure",
    Group.SELF_HARM: "suicid* automutil* surdose me_tuer se_tuer s_ouvrir_les_veines se_pend",
    Group.METHOD: "sans_douleur dose_mortelle dose_létale combien_de_cachets comment_se_tuer étape_par_étape",
    Group.URGING: "tue_toi pends_toi suicide_toi",
    Group.GORE: "éventr* entrailles intestins décapit* démembr* mutil* éviscér* écorché* tortur*",
    Group.DEVICE: "bombe bombes explosif* détonateur* gaz_neurotoxique sarin molotov grenade* napalm thermite silencieux "
    "nitrate_d_ammonium nitroglycérine anthrax ricine",
    Group.DRUG: "méthamphétamine* héroïne cocaïne fentanyl mdma ecstasy lsd",
    Group.MAKING: "fabriqu* constru* assembl* synthétis* prépar* extrai* mélang* cuisin* produi*",
    Group.PROCESS: "dissou* filtr* distill* titr* évapor* précipit* cristallis* soud* perce* chauff* broy* remu* neutralis*",
    Group.TEACHING: "comment_faire comment_fabriquer étape_par_étape mode_d_emploi recette ingrédients instructions tutoriel étape_1",
    Group.UNIT: "g gramme* kg kilo* mg ml litre* once* celsius degrés pour_cent comprimés cachets c",
}
