"""Closed word lists that tell the recogniser what stands around a name: titles, kinds of place, kinds of body."""

from pathlib import Path

__all__ = ["COMMON_WORDS", "FIRST_NAMES", "MORE_FIRST_NAMES", "WORD_CLASS"]

_TITLES = """mr mrs ms miss dr prof professor sir dame lord lady baron king queen prince princess emperor
sultan sheikh emir
president premier chancellor minister secretary senator sen rep representative congressman congresswoman mp mla
mep governor gov mayor councilman councilwoman councillor councilor commissioner ambassador envoy consul judge
justice chief sheriff deputy officer constable detective inspector superintendent supt sgt sergeant lt
lieutenant capt captain maj major col colonel gen general cmdr commander adm admiral cpl pvt private marshal
bishop archbishop cardinal pope father rev reverend pastor rabbi imam ayatollah coach manager striker goalkeeper
midfielder quarterback pitcher actor actress singer author lawyer attorney spokesman spokeswoman spokesperson
director chairman chairwoman chair chairperson president-elect ceo leader dictator first-lady saint hon""".split()
_MONTHS = """january february march april may june july august september october november december jan feb mar
apr jun jul
aug sep sept oct nov dec""".split()
_DAYS = """monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
christmas
easter ramadan hanukkah thanksgiving halloween""".split()
_PLACE_HEADS = """county parish borough township twp district province state region oblast krai okrug raion
governorate
prefecture department canton commune municipality city town village hamlet suburb neighborhood neighbourhood
territory republic kingdom emirate island islands isle isles peninsula archipelago atoll river creek brook stream
lake lakes sea ocean gulf bay strait straits channel canal sound fjord falls reservoir dam harbor harbour port cove
beach coast shore cape point mountain mountains mount mt hill hills peak range ridge valley canyon desert forest
woods park plateau plain plains glacier volcano pass border bridge tunnel airport airfield airbase station terminal
crossing spaceport cosmodrome heights delta basin cay cays key reef springs junction crossroads""".split()
_ROADS = """road rd street st avenue ave boulevard blvd drive dr lane ln highway hwy route rte interstate
freeway expressway
parkway turnpike trail court ct circle way plaza square i- fm cr sr us-""".split()
_BODIES = """university college school schools academy institute institution hospital clinic church cathedral
mosque temple
synagogue museum library court court- council commission committee board authority agency bureau office
department ministry ministries government parliament senate assembly congress legislature police sheriff fire
guard army navy force forces corps brigade regiment battalion party union league association federation society
club foundation fund trust bank company co corp corporation inc ltd llc plc gmbh group holdings industries
airlines airways railway railroad stadium arena theater theatre hotel inn restaurant center centre mall hall
house tower festival marathon conference summit games olympics championship cup open prize award agreement
treaty accord accords protocol convention declaration pact exchange chamber elementary middle high football
basketball baseball soccer hockey""".split()
_PAPERS = """times post herald tribune journal gazette news chronicle star sun globe press daily mail observer review
dispatch courier telegraph mercury register examiner inquirer sentinel guardian standard independent mirror
express record bulletin advertiser argus bee banner leader reporter weekly today tv radio magazine newspaper
broadcasting""".split()
_TEAMS = """united rovers wanderers athletic albion hotspur villa fc afc sc cf city giants jets bears lions
tigers eagles
hawks wildcats bulldogs panthers cowboys rangers yankees mets dodgers cubs sox braves reds pirates cardinals
royals twins rays marlins nationals phillies padres mariners astros athletics lakers celtics bulls heat knicks
nets warriors clippers suns spurs rockets jazz kings blazers nuggets bucks pacers cavaliers pistons raptors
magic hornets wizards canucks flames oilers canadiens leafs senators bruins flyers penguins capitals blackhawks
redskins steelers ravens browns bengals colts texans titans jaguars broncos chiefs raiders chargers patriots
bills dolphins packers vikings falcons saints buccaneers seahawks rams 49ers team squad players""".split()
_SHIPS = """hms uss mv ss ms rms hmcs hmas ins mt fv hmnzs uscgc rfs jds css yacht ferry tanker freighter
frigate destroyer vessel ship warship submarine cruiser corvette trawler tug tugboat icebreaker liner barge dhow
schooner catamaran""".split()
_STORMS = "hurricane typhoon cyclone storm tropical depression superstorm".split()
_SAYS = "said says told added wrote asked argued explained testified admitted noted insisted recalled replied".split()
_LOCATIVE = """in at near from to toward towards outside inside throughout across around into via through
leaving""".split()
_COMPASS = """north south east west northern southern eastern western central northeast northwest southeast southwest
northeastern northwestern southeastern southwestern upper lower inner outer greater downtown mid new old""".split()
_ROMAN = "i ii iii iv v vi vii viii ix x jr sr".split()

# English words that stand in lower case in ordinary text, counted by tools/train_words.py.
COMMON_WORDS = frozenset(Path(__file__).with_name("common_words.txt").read_text(encoding="utf-8").split())

WORD_CLASS: dict[str, str] = {}
for _code, _list in (
    ("body", _BODIES), ("place", _PLACE_HEADS), ("road", _ROADS), ("paper", _PAPERS), ("team", _TEAMS),
    ("title", _TITLES), ("month", _MONTHS), ("day", _DAYS), ("ship", _SHIPS), ("storm", _STORMS), ("say", _SAYS),
    ("loc", _LOCATIVE), ("compass", _COMPASS), ("roman", _ROMAN),
):  # fmt: skip
    for _word in _list:
        WORD_CLASS.setdefault(_word, _code)
        WORD_CLASS.setdefault(_word + ".", _code)

FIRST_NAMES = frozenset(
    """james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark
donald steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary
nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory alexander frank patrick
raymond jack dennis jerry tyler aaron jose adam nathan henry douglas zachary peter kyle noah ethan jeremy walter
christian keith roger terry austin sean gerald carl harold dylan arthur lawrence jordan jesse bryan billy bruce
gabriel joe logan alan juan albert willie elijah wayne randy vincent mason roy ralph bobby russell bradley
philip eugene mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra
margaret ashley kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca sharon laura
cynthia dorothy amy kathleen angela shirley emma brenda pamela nicole anna samantha katherine christine debra
rachel carolyn janet maria olivia heather helen catherine diane julie victoria joyce lauren kelly christina ruth
joan virginia judith evelyn hannah andrea megan cheryl jacqueline madison teresa abigail sophia martha sara
gloria janice kathryn ann isabella judy charlotte julia grace amber alice jean denise frances danielle marilyn
natalie beverly diana brittany theresa kayla alexis doris lori tiffany paris sydney chelsea florence georgia
savannah brooklyn dakota carolina chad israel kim jim tom bob bill mike dave steve chris matt dan ben sam tim
greg tony nick ted ed ron don ken jeff phil doug ray barry neil ian graham colin derek nigel simon stuart gordon
craig hugh dean glenn trevor geoffrey martin oliver harry oscar leo max felix hugo ahmed mohammed muhammad
mohamed ali hassan hussein omar khalid ibrahim yusuf mustafa mahmoud abdul abdullah fatima aisha leila hamid
karim vladimir sergei dmitry alexei mikhail ivan nikolai andrei boris yuri oleg igor pavel viktor anatoly
konstantin volodymyr oleksandr andriy svetlana olga natalia irina tatiana elena ekaterina pierre jacques
francois michel jean-claude philippe emmanuel marine antoine louis claude hans klaus wolfgang jurgen angela olaf
friedrich karl heinz stefan giovanni giuseppe marco matteo luigi paolo silvio antonio mario carlos luis miguel
jorge pedro diego fernando alejandro ricardo eduardo roberto javier rafael manuel francisco andres pablo sergio
hugo nicolas gustavo jair luiz joao paulo xi li wang zhang chen liu yang huang zhao wu hiroshi takeshi kenji
yoshihide shinzo fumio naoto yuki narendra rahul amit sanjay rajesh priya anil sunil imran nawaz benazir asif
kofi nelson jacob cyril desmond thabo kwame goodluck muhammadu bola recep tayyip mehmet ahmet benjamin yitzhak
ariel shimon ehud mahmoud yasser bashar saddam hosni abdel kamala hillary barack joe donald mitt newt rand marco
ted bernie nikki tim lindsey chuck mitch nancy kevin""".split()
)

# First names that are towns as often, or that name lists forget; only for telling whole names of people.
MORE_FIRST_NAMES = frozenset(
    """houston dallas orlando denver raleigh boston memphis camden devon carson lincoln logan troy preston chester
lancaster kent milan sofia adelaide marina asia lourdes vienna cheyenne phoenix stanley kees piet jan lars sven
erik nils johan henrik mikael pekka juha janos laszlo zoltan istvan tomas jiri petr vaclav pavol marek piotr
andrzej krzysztof lech jaroslaw mateusz radu ion nicolae georgi dimitar stefanos yannis kostas nikos giorgos
alexis kyriakos dragan goran milos zoran slobodan novak aleksandar edi ilir ramush hashim vjosa tedros abiy
isaias ruto raila uhuru yoweri museveni paul-henri felix joaquim filipe armando samora evo hugo nayib daniel
rosario xiomara gabriel gustavo ivan alvaro juan-manuel dina alberto keiko""".split()
)
