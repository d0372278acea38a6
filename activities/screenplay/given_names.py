"""Common given names of women and of men, in lower case; those that both bear are in neither."""

from activities.screenplay.words import word_set

FEMALE_NAMES = word_set(
    """
    mary mara maria marie anna anne ann ana emma olivia sophia sofia isabella mia amelia charlotte evelyn abigail emily elizabeth ella
    poppy isha
    grace chloe victoria lily hannah nora zoe lucy alice sarah sara laura julia rachel rebecca jane joan judith susan linda patricia
    barbara jennifer karen lisa nancy betty margaret sandra ashley donna carol michelle dorothy amanda melissa deborah stephanie
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
    helene lene frida emilie klara marlene annika anja susanne christine christa martina julie amélie élodie inès lina hanna
    anneliese elke birgit silke antje maja ilse elsa gerda berta hedwig rosemarie sandrine nathalie aurélie céline hélène isabelle
    agnès cécile valérie véronique pauline lucie océane chloé claudine odile estelle marion mireille nicole pascale josephine
    josefine lilly nell nelly bess bessie doris dora edna elsie ethel gladys gwen gwendolyn imogen ivana jeanette jenny jill joanna
    joanne josie judy justine kathy kirsten kristin lara lauren leonie leonora libby lillian lizzie lorna lorraine maisie marcia
    margery marianne marilyn marjorie matilda maureen maxine megan melanie millie minnie mina mona nadia nadine nellie patty peggy
    philippa prudence rhoda roberta roxanne sabrina sadie samantha selina serena sheryl sienna stella susie tabitha tamara tanya
    thelma tilly tina trudy verity vicky winnie samira amara salome soraya rania dina farah inga astrid freya maren solveig sigrid
    ebba linnea marit bettina claudia cornelia dagmar edeltraud elfriede franziska friederike heidrun helga irma irmgard jutta
    kerstin lieselotte magda magdalena margarete mathilda mechthild nele romy rosi sieglinde sonja stefanie svenja tanja theresa
    ulla undine veronika viktoria alicia amalia ángela antonia aurelia carla carlota carolina elisa emilia estela eugenia eulalia
    fabiola francisca graciela herminia inmaculada jimena julieta lidia lorena lourdes luciana luisa macarena margarita matilde
    micaela montserrat noelia nuria rebeca rosalía rufina sonia susana úrsula verónica virginia adele agnese alessandra alessia
    angelica annamaria antonella benedetta carmela caterina cecilia cinzia costanza diletta donatella eleonora elisabetta emanuela
    federica filomena fiorella flavia gemma ginevra giorgia giuseppina ilaria immacolata letizia livia loredana margherita
    mariangela michela mirella nicoletta noemi ornella patrizia rachele raffaella rosanna simona stefania valeria vanessa veronica
    vittoria
    """
)
MALE_NAMES = word_set(
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
    jakob jonas lukas moritz emil anton leon lenz gustav georg konrad heiner bernd detlef dirk egon erich eugen ferdinand gregor
    hannes heiko ingo jens joachim jochen johann johannes lothar norbert oskar ralf reinhard roland rüdiger siegfried sönke thorsten
    udo ulrich volker wilhelm willi abner alfie alfred algernon alistair alvin archie arnold barney barry basil benedict benny bert
    bertie bertram blake brad bradley brett byron calvin cecil cedric chester chuck clarence claude clement clifford clint clive
    clyde cody colin conrad corey craig curtis damian damon darren darryl dave denis derek desmond dick dominic doug dudley dustin
    dwayne dwight eddie elliot elmer elton elvis emmett ernie errol evan everett fergus fletcher francis frankie freddie gabe garth
    gavin geoff geoffrey glenn godfrey grayson greg hamilton hank harlan harley harrison hayden hubert humphrey irving jackson jake
    jared jed jeff jerome joel joey jon josh jules kirk leopold lester levi linus lionel lonnie lucas luther lyle malachi maurice
    maxwell melvin mike mitch mordecai mort nate nathaniel nelson nick nigel oswald perry pete phineas preston randall reuben rick
    ricky robbie rodney ronnie rory roscoe rudy russ scotty sherman sherwood shane silvester spencer stanley steve stewart terrence
    theodore thaddeus todd tony travis trevor troy truman tucker tyrone ulysses uriah vance vern virgil wade wally walt warner
    wendell willard woody wyatt zach zack zeke alexandre antoine arnaud aurélien baptiste basile benoît bertrand bruno cédric
    christophe clément cyril damien edmond édouard émile emmanuel éric eugène fabien fabrice félix fernand florent franck georges
    gérard germain gilles grégoire gustave jérôme joël julien kévin léo léon léonard loïc lucien marc mathieu matthieu maxime
    nicolas noël octave patrice raoul raphaël régis romain sébastien serge stéphane théodore thibault tristan valentin xavier yann
    yannick adán adolfo agustín alfonso alfredo álex amador anselmo arturo augusto aurelio baltasar bartolomé basilio benito
    bernardo blas camilo césar claudio cristóbal damián darío eduardo elías eloy emiliano ernesto esteban eugenio eusebio fabián
    felipe fermín gerardo germán gilberto guillermo gustavo héctor hernán isidro iván jacinto jaime jerónimo julio leandro leonardo
    leoncio luciano marcelo marcos mariano martín mauricio máximo moisés néstor octavio óscar patricio ramiro raúl ricardo roberto
    rogelio román rubén saúl sebastián simón teodoro valentín víctor adriano aldo alessandro amedeo angelo beppe carlo cesare
    corrado daniele davide domenico donato edoardo elio emanuele ennio enrico ettore fabio fabrizio federico ferdinando filippo
    flavio franco gaetano gennaro giacomo gianni gino giorgio girolamo giulio giuliano ignazio jacopo livio luca maurizio massimo
    mino nino orazio osvaldo pasquale patrizio piero pino raffaele renato renzo riccardo rocco ruggero sebastiano silvio tommaso
    tullio ugo valerio vincenzo vito vittorio afonso américo armando artur baltazar belmiro bento caetano cláudio cristiano davi
    diogo domingos edson egídio estêvão fábio filipe flávio gaspar gonçalo guilherme heitor henrique horácio inácio ivo jerônimo
    joaquim júlio lázaro leonel lourenço luís manoel márcio mário martim matias mateus mauro murilo otávio raul rogério rubens
    sebastião sérgio silvestre simão teófilo ulisses valdemar vítor omari kwame kofi tunde chidi emeka jamal malik tyrell
    """
)
