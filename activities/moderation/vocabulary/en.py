"""English."""

from activities.moderation.vocabulary.groups import Group, Vocabulary

WORDS: Vocabulary = {
    Group.MINOR: "child children toddler* infant* preschooler* schoolgirl* schoolboy* schoolchild* teen teens teenage* preteen* underage* "
    "little_girl* little_boy* young_girl* young_boy*",
    Group.AGED: "aged age",
    Group.YEARS: "year_old* years_old year_young years_of_age",
    Group.SEXUAL: "intercourse orgasm* genital* penis* vagina* erection* masturbat* fellatio cunnilingus ejaculat* making_love makes_love "
    "make_love having_sex has_sex have_sex",
    Group.SUGGESTIVE: "sex sexy sexual* porn* molest* naked nude nudity lingerie seduc* erotic* aroused topless fondl*",
    Group.PROTECTIVE: "police arrest* court trial victim* protect* charity prevent* abuse abused abuser convict* guilty charged investig* "
    "offender*",
    Group.HARMLESS: "naked_eye naked_truth naked_flame* naked_bulb* naked_light* naked_branches naked_trees naked_walls naked_steel "
    "naked_blade naked_fear aroused_suspicion same_sex sex_education opposite_sex",
    Group.SLUR: "nigger* kike* faggot* gook* wetback* raghead*",
    Group.PEOPLE: "jew jews jewish muslim* arabs blacks black_people africans asians gays homosexual* lesbians transgender* roma gypsies "
    "immigrant* migrant* refugee* hindus mexicans disabled_people",
    Group.DEHUMANISING: "vermin subhuman* cockroaches parasites exterminat* eradicat* annihilat* gassed wipe_out wiped_out inferior_race",
    Group.SELF_HARM: "suicide* suicidal self_harm* overdos* kill_myself kill_herself kill_himself kill_themselves killed_herself "
    "killed_himself hang_myself hangs_herself hangs_himself slit_wrists slits_wrists",
    Group.METHOD: "painless* lethal_dose which_pills how_many_pills how_to_kill how_to_hang best_way_to easiest_way_to step_by_step",
    Group.URGING: "kill_yourself hang_yourself end_your_life cut_yourself",
    Group.GORE: "disembowel* entrails intestines decapitat* dismember* mutilat* eviscerat* flay flays flayed brain_matter severed_* gore "
    "gory gouge* tortur*",
    Group.DEVICE: "bomb bombs pipe_bomb* nail_bomb* explosive* detonator* nerve_agent* nerve_gas sarin molotov* grenade* napalm thermite "
    "ghost_gun* silencer* ammonium_nitrate nitroglycerin* anthrax ricin bioweapon*",
    Group.DRUG: "meth methamphetamine* heroin cocaine fentanyl mdma ecstasy lsd ghb",
    Group.MAKING: "make makes making build* assembl* construct* synthes* cook cooks cooking produc* manufactur* prepar* extract* mix "
    "mixes mixing brew*",
    Group.PROCESS: "dissolv* filter* distil* titrat* reflux* evaporat* precipitat* crystalli* solder* drill* heat grind* stir* neutrali*",
    Group.TEACHING: "how_to step_by_step step_1 step_one recipe instructions tutorial ingredients you_will_need",
    Group.UNIT: "g gram grams kg kilo* mg ml litre* liter* ounce* oz celsius fahrenheit degrees percent pills tablets c f",
}
