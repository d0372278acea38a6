"""The words of sounds in English, Spanish, French, German, Italian and Portuguese."""

from activities.shots.words import table, word_set
from schemas.shots import SoundKind


def _many(values: dict[str, str]) -> dict[str, str]:
    """Word to everything it can stand for, joined by blanks: "opens" is said of doors and of letters."""
    words: dict[str, str] = {}
    for value, told in values.items():
        for word in told.split():
            key = word.replace("_", " ")
            words[key] = f"{words[key]} {value}" if key in words else value
    return words


THINGS = _many(
    {
        "door": "door doors gate hatch puerta puertas portón porte portes portail tür türen tor porta portone portas portão",
        "window": "window windows ventana ventanas fenêtre fenêtres fenster finestra finestre janela janelas shutters",
        "glass": (
            "glass glasses mirror vase bottle bottles windshield vidrio cristal espejo botella jarrón verre vitre miroir bouteille "
            "glas scheibe spiegel flasche vetro specchio bottiglia vidro espelho garrafa windowpane vaso bicchiere copo"
        ),
        "cup": (
            "glasses cups mugs spoon forks copas tazas cuchara verres tasses cuillère gläser tassen löffel bicchieri tazze "
            "cucchiaio copos xícaras colher"
        ),
        "phone": (
            "phone telephone cellphone smartphone teléfono móvil téléphone fr:portable telefon handy telefono cellulare telefone celular"
        ),
        "bell": "bell bells campana campanas cloche cloches glocke glocken campane sino sinos",
        "small_bell": "doorbell timbre sonnette klingel campanello campainha telephone_bell",
        "alarm": "alarm alarms alarma alarme wecker allarme sveglia despertador",
        "gun": (
            "gun guns pistol revolver rifle shotgun cannon pistola fusil cañón pistolet canon pistole gewehr kanone fucile cannone "
            "revólver espingarda canhão"
        ),
        "vehicle": (
            "car cars taxi cab truck van bus motorcycle motorbike coche coches auto autos carro camión moto voiture camion wagen "
            "laster motorrad macchina automobile caminhão ônibus lorry jeep"
        ),
        "engine": "engine engines motor motors motores moteur moteurs motoren motore motori",
        "train": "train trains locomotive tren trenes locomotora fr:train zug züge lokomotive treno treni locomotiva trem trens comboio",
        "ship": "ship ships boat steamer ferry barco buque navire bateau schiff dampfer boot nave barca traghetto navio",
        "horn": "horn horns foghorn bocina claxon klaxon hupe clacson buzina corne nebelhorn sirena_de_niebla",
        "clock": "clock clocks reloj horloge pendule uhr orologio relógio",
        "paper": (
            "letter envelope paper papers newspaper map page pages carta sobre papel periódico mapa página lettre enveloppe papier "
            "journal carte brief umschlag zeitung landkarte seite lettera busta giornale mappa pagina jornal book notebook"
        ),
        "key": "key keys llave llaves clé clef clés schlüssel chiave chiavi chave chaves",
        "water": (
            "water river lake sea pool pond puddle agua río lago mar piscina eau rivière lac mer wasser fluss see meer acqua fiume "
            "mare água rio"
        ),
        "wave": "waves wave surf breakers olas ola vagues vague wellen welle onde onda ondas",
        "radio": "radio walkie-talkie television tv funkgerät fernseher televisión télévision televisione rádio televisão loudspeaker",
        "heart": "heart hearts corazón cœur coeur herz cuore coração",
        "match": (
            "match matches cerilla cerillas fósforo allumette allumettes streichholz fiammifero fósforos lighter mechero briquet "
            "feuerzeug accendino isqueiro candle lantern vela linterna bougie lanterne kerze laterne candela"
        ),
        "camera": "camera flash cámara appareil kamera fotocamera câmera",
        "drink": (
            "coffee tea wine water whisky whiskey beer milk café té vino agua thé vin eau kaffee tee wein wasser bier caffè tè "
            "acqua birra chá vinho água cerveja leche lait milch latte leite"
        ),
        "sword": "sword swords blade blades espada espadas épée épées schwert schwerter spada spade",
        "switch": "lamp lamps light switch lámpara luz interruptor lampe lumière interrupteur licht schalter lampada luce lâmpada bulb",
        "horse": "horse horses caballo caballos cheval chevaux pferd pferde cavallo cavalli cavalo cavalos rider riders",
        "dog": "dog dogs perro perros chien chiens hund hunde it:cane cani cachorro cão cães",
        "floor": "floor ground stairs floorboards deck suelo piso sol plancher boden erde pavimento terra chão",
        "crowd": "crowd audience people mob público multitud gente foule public menge publikum leute folla pubblico multidão",
    }
)
VERBS = _many(
    {
        "open": (
            "opens open opening opened unlatches abre abren abrió abriendo abrir ouvre ouvrent s'ouvre ouvrit öffnet öffnen öffnete "
            "öffnend apre aprono aprì abriu abrem enters"
        ),
        "close": (
            "closes close closing closed shuts cierra cierran cerró ferme ferment ferma schließt schliesst schloss schließen chiude "
            "chiudono chiuse fecha fecham fechou"
        ),
        "slam": ("slams slam slammed slamming bangs banging portazo claque claqua knallt zuknallt schlägt_zu knallte sbatte sbatté bate"),
        "creak": (
            "creaks creaking creaked squeaks cruje rechina chirría grince knarrt quietscht knarrte cigola scricchiola range rangendo"
        ),
        "ring": (
            "rings ring ringing rang buzzes vibrates tolls toll tolling chimes suena suenan sonó sonando tañe tañen repican sonne "
            "sonnent sonna sonnait retentit klingelt klingelte läutet läuten läutete suona suonano suonò squilla squillò rintocca "
            "toca tocam tocou soa"
        ),
        "break": (
            "breaks broke breaking shatters shattered shattering smashes cracks rompe rompen rompió quiebra estalla brise brisa "
            "casse éclate zerbricht zerbrach zersplittert zerspringt ruppe infrange frantuma quebra quebrou estilhaça"
        ),
        "fire": (
            "fires fired firing shoots goes_off dispara disparó disparan tire tira feuert feuerte schießt schiesst schoss spara "
            "sparò atira atirou disparou"
        ),
        "start": (
            "starts start started roars roaring rumbles idles revs revving coughs arranca arrancó ruge démarre démarra gronde "
            "vrombit startet startete springt_an dröhnt brummt parte rompa avvia ronza liga ligou ronca sputters hums"
        ),
        "pass": (
            "passes passing speeds sped races drives drove pulls pulled arrives rolls past pasa pasan llega acelera passe passent "
            "arrive roule fährt fuhr rast kommt vorbei passa passano arriva corre chega stops leaves thunders rattles rushes"
        ),
        "brake": (
            "brakes braking braked screeches skids frena frenó derrapa freine freina bremst bremste quietscht frenò inchioda freia freou"
        ),
        "whistle": "whistles whistle whistled whistling silba silbato pita siffle sifflet pfeift pfeife fischia fischio apita apito blows",
        "sound": (
            "sounds sounded blows blares honks blaring suena toca bocina sonne retentit klaxonne ertönt hupt tönt suona risuona soa buzina"
        ),
        "tick": "ticks ticking ticked tictac tick-tock tictaquea tickt tickte ticchetta ticchettio ticken",
        "handle": (
            "opens unfolds folds tears tore crumples rips turns flips reads shuffles desdobla rompe arruga abre hojea déplie "
            "déchire froisse ouvre tourne feuillette entfaltet zerreißt zerknüllt öffnet blättert apre strappa spiega sfoglia "
            "accartoccia rasga dobra folheia lowers slips"
        ),
        "turn": "turns turned inserts fits gira giró mete tourne tourna dreht drehte steckt girò vira virou jingles",
        "fall_in": (
            "falls jumps dives leaps plunges throws wades cae salta tira arroja tombe saute plonge jette fällt springt taucht wirft "
            "cade tuffa getta cai pula mergulha joga"
        ),
        "roll": (
            "crash crashes crashing break breaks breaking roll rolls pound pounds lap shore rompen estallan golpean déferlent "
            "s'écrasent brechen rollen schlagen infrangono frangono quebram batem hills"
        ),
        "crackle": "crackles hisses static crepita chisporrotea grésille crépite rauscht knistert gracchia frigge chia estática",
        "beat": "beats beating pounds pounding races thumps late latiendo bat cogne pocht schlägt klopft batte bate pulsa",
        "strike": "strikes struck lights lit enciende prende raspa allume craque gratte zündet entzündet accende sfrega acende risca",
        "click": "clicks click flashes snaps takes clic dispara klickt blitzt scatta clica déclenche",
        "pour": "pours pouring poured fills sirve vierte llena verse remplit gießt schenkt füllt versa riempie serve despeja enche sips",
        "clash": (
            "clash clashes ring draws strikes chocan choca desenvaina croisent dégaine klirren zieht kreuzen incrociano sguaina "
            "chocam desembainha clink clinks"
        ),
        "switch": (
            "turns turned dreht macht gira tourne switches flicks clicks turns_on turns_off goes_out flickers apaga enciende allume "
            "éteint schaltet knipst accende spegne acende erlischt"
        ),
        "gallop": (
            "gallops galloping rides ride rode trots galopa cabalga trota galope chevauche trotte galoppiert reitet reiten trabt "
            "galoppa cavalca trotta cavalga"
        ),
        "bark": "barks barked barking growls ladra ladran ladró aboie aboient bellt bellen bellte abbaia abbaiano late latem latiu",
        "thud": (
            "falls fell drops collapses hits thuds lands cae cayó golpea tombe tomba heurte fällt stürzt fiel cade cadde colpisce cai caiu"
        ),
        "cheer": "cheers cheering applauds claps aplaude aplauden vitorea applaudit acclame jubelt klatscht applaude esulta vibra",
        "murmur": (
            "murmurs whispers gathers mills laughs shouts talks chatters murmura susurra grita ríe murmure rit crie murmelt lacht "
            "ruft mormora ride grida ri conversa"
        ),
    }
)
PAIRS: tuple[tuple[str, str, SoundKind], ...] = (
    ("door", "slam", "door_slams"),
    ("window", "slam", "door_slams"),
    ("door", "creak", "creak"),
    ("floor", "creak", "creak"),
    ("door", "open", "door_opens"),
    ("door", "close", "door_closes"),
    ("window", "open", "door_opens"),
    ("window", "close", "door_closes"),
    ("phone", "ring", "phone"),
    ("bell", "ring", "church_bell"),
    ("small_bell", "ring", "small_bell"),
    ("small_bell", "sound", "small_bell"),
    ("bell", "sound", "church_bell"),
    ("clock", "ring", "church_bell"),
    ("clock", "strike", "church_bell"),
    ("phone", "sound", "phone"),
    ("alarm", "ring", "alarm"),
    ("alarm", "sound", "alarm"),
    ("glass", "break", "glass_breaks"),
    ("window", "break", "glass_breaks"),
    ("gun", "fire", "gunshot"),
    ("engine", "start", "engine"),
    ("vehicle", "start", "engine"),
    ("vehicle", "brake", "brakes"),
    ("vehicle", "pass", "car_passes"),
    ("vehicle", "sound", "car_horn"),
    ("train", "brake", "brakes"),
    ("train", "pass", "train"),
    ("train", "start", "train"),
    ("train", "whistle", "train_whistle"),
    ("ship", "sound", "ship_horn"),
    ("horn", "sound", "car_horn"),
    ("clock", "tick", "clock"),
    ("paper", "handle", "paper"),
    ("key", "turn", "lock"),
    ("water", "fall_in", "splash"),
    ("wave", "roll", "waves"),
    ("water", "roll", "waves"),
    ("radio", "crackle", "static"),
    ("heart", "beat", "heartbeat"),
    ("match", "strike", "match"),
    ("camera", "click", "shutter"),
    ("drink", "pour", "pour"),
    ("sword", "clash", "sword"),
    ("cup", "clash", "clink"),
    ("switch", "switch", "switch"),
    ("horse", "gallop", "horse"),
    ("dog", "bark", "dog"),
    ("floor", "thud", "thud"),
    ("crowd", "cheer", "applause"),
    ("crowd", "murmur", "crowd"),
)
"""A thing, what happens to it, and what is heard of that."""
SOUNDS: dict[str, SoundKind] = table(
    {
        "door_slams": "portazo",
        "knock": (
            "gavel "
            "knocks knock knocking knocked llama_a llaman_a tocan_a golpean_la toquent frappe_à frappent klopft klopfen klopfte bussa "
            "bussano bussò batem_à bate_à golpea_la"
        ),
        "creak": "creaks creaking creak cruje crujen crujido grincement knarren knarrt scricchiola scricchiolio rangido floorboard",
        "lock": (
            "locks unlocks bolts cerrojo verrouille verrou verriegelt abschließt riegel serratura chiavistello tranca destranca ferrolho"
        ),
        "steps": (
            "walks walk walking strides paces steps footsteps footstep marches tiptoes camina caminan caminando pasos marchent pas "
            "fr:marche schritte geht gehen schreitet cammina camminano passi anda andam caminha caminham passos walked "
            "caminó marchait ging camminò caminhou"
        ),
        "running": (
            "runs running run ran sprints sprint flees races rushes corre corren corriendo corrió courent fr:court courut rennt "
            "rennen rannte correndo corrono corse correu dashes"
        ),
        "horse": "hooves hoofbeats gallops galloping galopa cascos sabots galope hufe galoppiert zoccoli galoppa hufschlag",
        "thud": (
            "thud thuds crash crashes collapses thump golpe_seco desploma s'effondre effondre plumpst stürzt tonfo crolla baque "
            "desaba falls_against falls_to"
        ),
        "punch": ("punches punch punched slaps slap kicks puñetazo bofetada gifle de_poing faustschlag ohrfeige pugno schiaffo soco tapa"),
        "gunshot": (
            "gunshot gunshots gunfire shoots disparo disparos balazo tiro_de de_feu schuss schüsse schießt "
            "schiesst sparo spari spara tiros tiroteio shot_rings "
            "fires_into fires_at fires_again fires_twice opens_fire fired_at fired_into"
        ),
        "explosion": (
            "explosion explosions explodes exploded blast explosión explota explose explodiert esplosione esplode explosão explode "
            "detonates"
        ),
        "glass_breaks": "shatters shattering shattered añicos zersplittert zerbricht",
        "clink": "clinks clink clinking brindan brindis trinquent anstoßen brindano brindam",
        "typing": (
            "types typing typed typewriter keyboard teclea tecleando teclado tape_sur clavier tippt schreibmaschine tastatur digita "
            "tastiera digitando"
        ),
        "paper": "crumples unfolds arruga desdobla déplie froisse zerknüllt entfaltet accartoccia amassa",
        "drips": "drips dripping drip gotea goteando goutte_à tropft tropfen gocciola pinga pingando",
        "splash": "splash splashes splashing salpica chapoteo éclabousse planscht platscht schizza tonfo_in respinga",
        "fire": (
            "fireplace campfire bonfire flames crackles hoguera chimenea llamas crepita cheminée flammes crépite feu_de lagerfeuer "
            "kaminfeuer flammen camino falò fiamme scoppietta lareira fogueira chamas fuego fuoco fogo feuer"
        ),
        "rain": "rain rains raining downpour drizzle lluvia llueve lloviendo pluie pleut regen regnet pioggia piove chuva chove",
        "thunder": (
            "thunder thunders thunderclap lightning trueno truenos relámpago relámpagos tonnerre éclair donner donnert blitz tuono "
            "tuoni tuona tuonò fulmine lampo trovão trovões relâmpago raio"
        ),
        "wind": "wind winds gust gusts viento ráfaga vent rafale wind sturm böe vento raffica rajada",
        "waves": "surf breakers oleaje ressac déferlent brandung risacca mareggiata arrebentação",
        "crowd": "crowd crowds hubbub multitud muchedumbre foule menge menschenmenge folla multidão",
        "applause": (
            "applause applauds claps clapping cheers cheering aplausos aplauden applaudissements applaudit beifall applaus "
            "klatschen klatscht jubel applausi applaudono aplaudem"
        ),
        "heartbeat": "heartbeat heartbeats latido latidos battements herzschlag herzklopfen battito batimentos",
        "engine": "engine engines motor moteur motore revs outboard",
        "car_passes": "traffic tráfico circulation verkehr traffico trânsito",
        "brakes": "screeches screech skids derrapa crissement quietschende frenata freada",
        "train": "locomotive locomotora lokomotive locomotiva",
        "aircraft": "airplane plane helicopter jet avión helicóptero avion hélicoptère flugzeug hubschrauber aereo elicottero avião",
        "siren": "siren sirens sirena sirenas sirène sirènes sirene sirenen sirenes",
        "car_horn": "honks honk honking klaxonne hupt strombazza buzina bocinazo",
        "ship_horn": "foghorn nebelhorn ship's_horn sirena_de apito_do",
        "whistle": "whistles whistle whistling silba silbido siffle sifflement pfeift pfiff fischia fischio assobia assobio",
        "church_bell": "tolls tolling campanadas campanario tocsin glockenschlag rintocchi badaladas",
        "small_bell": "doorbell timbre sonnette klingel türklingel campanello campainha es_klingelt klingelt_es on_sonne",
        "alarm": "alarm alarma alarme alarmanlage allarme beeps beeping",
        "clock": "ticks ticking tick-tock tictac tickt ticken ticchetta ticchettio",
        "static": "static estática grésillement rauschen",
        "birds": "birdsong birds pájaros oiseaux vögel uccelli pássaros chirps chirping nightingale lark",
        "gulls": "gull gulls seagull seagulls gaviota gaviotas mouette mouettes möwe möwen gabbiano gabbiani gaivota gaivotas",
        "crow": "crow crows raven ravens caws cuervo cuervos corbeau corbeaux krähe krähen rabe corvo corvi corvos",
        "owl": "owl owls hoots búho lechuza hibou chouette eule gufo civetta coruja",
        "crickets": "crickets cricket grillos grillons grillen grilli",
        "dog": "barks barking barked ladra ladran aboie aboient bellt bellen abbaia",
        "wolf": "wolf wolves howls lobo lobos loup loups wolf wölfe heult lupo lupi",
    }
)
SILENT = word_set("hand fingers finger eyes gaze tears mind dedos mano doigts regard augen blick dita sguardo olhar silent silently tiptoe")
"""With these a verb means something else: a hand runs through hair, eyes open."""
FLOWING = word_set("rain water blood sweat lluvia agua pluie eau regen wasser pioggia acqua chuva água nose river river's road")
"""What runs without feet."""
FAR = word_set(
    "distance distant far faraway far somewhere muffled outside offscreen lejos lejano lejana distancia loin lointain lointaine "
    "fern ferne weit lontano lontana lontananza longe distante outdoors"
)
LOUD = word_set("loud loudly violently deafening huge suddenly fuerte violentamente fort violemment laut heftig forte violentemente great")
QUIET = word_set(
    "soft softly quietly quiet gently faint faintly slowly carefully suavemente despacio doucement lentement leise sanft "
    "langsam lentamente devagar cuidado"
)
