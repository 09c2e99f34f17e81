"""Papers of invented authorities, in layouts of their own, for the readers to read."""

from __future__ import annotations


NOTICE = """Vinterviks kommun
Kallelse till sammanträde
1(4)

Organ: Omsorgsnämnden
Datum: onsdag den 14 april 2027
Tid: kl. 13.15 - 16.45
Plats: Sal Björken, Storgatan 5, Vintervik

Ledamöter
Maj-Britt Nilsson (C), ordförande
Olle Ek (S), vice ordförande
Vakant (V)
Sara Lundgren Falk (ÖP)

Ersättare
Nils Öberg (M)
Kim Ask (S)

13.15-13.30 Upprop
13.30-14.10 Hemrehabilitering efter stroke – Ada Ström och Bo Lind
14.10-14.30 Paus
14.30-15.00 Beslutsärende: Ny taxa för trygghetslarm – Ada Ström

§ 21 Val av justerare
Förslag till beslut
att utse Olle Ek (S) att jämte ordföranden justera protokollet, med Nils Öberg (M) som ersättare.
Protokollet justeras senast den 21 april 2027.

§ 22 Taxa för trygghetslarm 2028
Dnr ON 2027/118
Föredragande: Ada Ström
Ordförandens förslag
att höja taxan med tre procent, samt
att förklara paragrafen omedelbart justerad.
Beslutsunderlag
• Tjänsteskrivelse om trygghetslarm
• Jämförelse med grannkommunerna

§ 23 Uppföljning av hemtjänsten (Dnr ON 2026/40)
Nämnden föreslås besluta
Omsorgsnämnden lägger rapporten till handlingarna.
Bakgrund
Hemtjänsten har vuxit.
1. Fler timmar
2. Fler ärenden

§ 24 Övriga frågor
"""

AGENDA_BY_NUMBER = """Dagordning
Sammanträde med:
Regionala pensionärsrådet och äldreberedningen
Dag: 3 maj 2027
Tid: 9.00–11.00
Mötet hålls i Teams.

1. Öppnande
2. Budget för 2028
Föredragande: Eva Hall
Förslag till beslut
1. Rådet ställer sig bakom budgeten.
2. Rådet begär en rapport i höst.
Handlingar
Budget i korthet
Bilaga med siffror
om äldre
3. Avslutning
"""

AGENDA_WITH_NUMBERS_ALONE = """Ekö regions vårdnämnd
FÖREDRAGNINGSLISTA
Sida 1(4)

Nämnd: Vårdnämnden
Tid: Torsdagen den 12 mars 2026, kl. 09:00-12:00

§ 12
Upprop

§ 13
Val av protokollsjusterare
Ordförandens förslag
att utse Anna Ek (S) att tillsammans med ordföranden justera dagens protokoll

§ 14 Delårsrapport
Diarienummer VN 2026/12
Arbetsutskottet föreslår nämnden besluta
1. Godkänna rapporten.
2. Överlämna den till regionstyrelsen.
Handlingar i ärendet
• Tjänsteutlåtande
"""

MINUTES = """Sammanträdesprotokoll

Plats och tid: Kommunhuset, Sjövik, den 9 februari 2028 kl. 08.30–11.15
Organ: Bildningsnämnden

Beslutande
Rut Ek (KD), ordförande
Leo Dahl (L)

Utses att justera: Leo Dahl
Underskrifter
Paragrafer 1-2

§ 1 Godkännande av dagordningen
Beslut
Nämnden beslutar att godkänna dagordningen.

§ 2 Skolskjuts
Dnr BN/12/2028
Beslut
Nämnden beslutar att utreda skolskjutsen.

Justeringen har tillkännagivits genom anslag
"""

MINUTES_AS_FORM = """SAMMANTRÄDESPROTOKOLL 1 (4)
Sammanträdesdatum
2028-03-14

Omsorgsnämnden

Plats och tid
Sammanträdesrum Linden, Fagerhult, kl. 13.00–16.10, ajournering kl. 14.20–14.35

Beslutande
Ledamöter
Karin Sund (S), ordförande
Olle Berg (c), 1:e vice ordförande
Maj Holm (M) §§ 12–14
Vakant (HEL)
Tjänstgörande ersättare
Nils Ek (S) för Eva Lund (S)
Ida Ros (V) ersätter Per Dal (V)

Ej tjänstgörande ersättare
Siv Alm (M)

Övriga deltagande
Lars Flod, förvaltningschef
Ann Bro (S), sekreterare §§ 12–14

Utses att justera
Maj Holm

Justeringens plats och tid
Kommunkansliet, 2028-03-17 kl. 09.00

Underskrifter
Sekreterare ........................ Paragrafer 12–15
Ann Bro
Ordförande .........................
Karin Sund
Justerare ..........................
Maj Holm

BEVIS
Justeringen har tillkännagivits genom anslag
Organ Omsorgsnämnden
Sammanträdesdatum 2028-03-14
Datum för anslags uppsättande 2028-03-18 Datum för anslags nedtagande 2028-04-09
Förvaringsplats för protokollet Kommunkansliet i Fagerhult
Underskrift .........................

SAMMANTRÄDESPROTOKOLL 2 (4)
Sammanträdesdatum
2028-03-14

Omsorgsnämnden

§ 12 Dnr OSN 2028/14
Taxa för trygghetslarm

Beslut
Omsorgsnämnden beslutar
att höja taxan med tre procent från den 1 januari 2029,
att uppdra åt förvaltningschefen att följa hur många som säger upp
SAMMANTRÄDESPROTOKOLL 3 (4)
Sammanträdesdatum
2028-03-14

Omsorgsnämnden

sitt larm, samt
att förklara paragrafen omedelbart justerad.

Sammanfattning av ärendet
Taxan har stått stilla i fyra år. Nämnden beslutade 2026 att vänta.

Beslutsunderlag
Tjänsteskrivelse den 1 mars 2028

§ 13
Rapport från besök på korttidsboenden

Beslut
Informationen läggs till handlingarna.

Justerandes sign. Utdragsbestyrkande

§ 14 Yttrande om planen för nära vård (OSN 2028/21)

Beslutsgång
Ordföranden ställer förslagen mot varandra.

Omsorgsnämndens beslut
1. Omsorgsnämnden ställer sig bakom planen.
2. Omsorgsnämnden föreslår kommunfullmäktige att avsätta medel
   för samordning.

Reservation
Maj Holm (M) reserverar sig mot beslutet.
"""

MINUTES_WITH_CONTENTS = """Ekö regionråd
PROTOKOLL

Tid och plats: Tisdagen den 6 juni 2028 kl 09.30–12.05, Regionhuset Viken

Närvarande ledamöter: Ada Ek (S), ordförande, Bo Lind (KD), vice ordförande, Cia Dal (M)
och Dan Gran (BA)
Närvarande ersättare: Eva Ny (S), tjänstgörande ersättare för Finn Ro (S), Gun By (M)
Frånvarande ledamöter: Finn Ro (S)
Tjänstepersoner: Hans Vik, direktör

Justerare: Cia Dal och Dan Gran

Innehåll
§ 31 Val av justerare
§ 32 Lägesrapport från sjukhusen
§ 33 Avtal om hemsjukvård

Sida 1(3)


§ 31 Val av justerare
Direktionen beslutar att utse Cia Dal (M) och Dan Gran (BA) att jämte ordföranden justera protokollet.

§ 32 Lägesrapport från sjukhusen
RD 2028/15
Direktören berättar om läget. Vården beslutade i april att öppna fler platser.
Direktionen beslutar att lägga rapporten till handlingarna. Direktionen beslutar vidare att
rapporten ska skickas till kommunerna.

§ 33/2028 Avtal om hemsjukvård
Diarienummer: RD 2028/16
Arbetsutskottet föreslår direktionen besluta
att godkänna avtalet
Direktionen beslutar
• att godkänna avtalet med den ändringen att det gäller i tre år
• att ge direktören i uppdrag att teckna avtalet och rapportera i december
Kopia till
Kommunerna

Vid protokollet
Iris Ask

Protokollet är justerat den 9 juni 2028 och anslaget på rådets digitala anslagstavla
den 12 juni – 4 juli 2028.
"""

MINUTES_IN_SENTENCES = """Protokoll fört vid sammanträde med Gemensamma hjälpmedelsnämnden den 3 maj 2029

Plats: Videomöte via Teams
Tid: klockan 13.00-14.30

Beslutande
Ordförande: Ulf Hall (s)
Ledamot Vera Ung (fp)
Ersätter Yngve Lo (fp)
Åke Öst (SJVP), tjg. ers.
Ersättare
Ellen Ås (s)

Utsedd att justera
Vera Ung, ersättare: Åke Öst

1. Öppnande
Beslut: Mötet öppnas.

2. Regler för hjälpmedel till barn och unga i skolan, revidering inför det kommande
läsåret
Dnr: GHN/2029:7
Förslag till beslut
att anta reglerna
Beslut
Nämnden antar reglerna.

Paragrafen förklaras omedelbart justerad.

3. Övriga frågor
Inga frågor tas upp.

ANSLAGSBEVIS
Nämnd
Gemensamma hjälpmedelsnämnden
Anslaget sattes upp Anslaget tas ned
2029-05-10 2029-06-01
Protokollet förvaras hos
Kansliet, Stora gatan 1
"""

STRATEGY = """Strategisk plan för Nordanå 2028–2032

Vi vill att fler ska må bra hemma.

Framgångsfaktorer
• Gemensam planering
• Tid att mötas

Hinder
• Ont om lokaler

Från reaktiv till förebyggande.

Strategi 1: Hälsa där du bor

”Jag får hjälp innan jag blir sjuk.”

Kunskapsområden är hälsopedagogik, folkhälsa och statistik.

Kopplingar till nationella mål
• Jämlik hälsa

Prioriterade utvecklingsområden
• Hälsobuss: en buss som åker runt i byarna
• Fler hälsorum

Indikatorer
• Andel som mår bra.

Strategi 2 – Rätt kompetens

Mätområden
• Andel fast anställda

Delmål 2: Färre hyrda läkare

Förvaltningen får i uppdrag att bygga en hälsobuss.
Det uppdras åt regiondirektören att ta fram en plan för lokaler.
Nämnden ger utskottet i uppdrag att följa arbetet.
Regiondirektören tilldelas uppdraget att rapportera i juni.
"""

ACTIVITY_PLAN = """Aktivitetsplan 2029 för Vårdberedningen

1. Inledning
Planen gäller ett år.

2. Prioriterat
2.1 Fokusområden
Beredningen prioriterar:
• Primärvård
• Barnhälsa

2.2 Uppföljning
• Väntetider

2.3 Övriga områden
• Lokaler

3. Planerade möten 2029
Måndag 12 februari Beslut: Årets plan
Fördjupning: Barnhälsa i glesbygd
och skärgård
Digitalt möte
Onsdag 14 mars Information: Ekonomi
------
Rådhusgatan 3, Nordanå

Förslag till teman
• Rehabilitering
- i hemmet
"""

PLAN_PROCESS = """Process för verksamhetsplan 2030

Tidplan för arbetet med verksamhetsplan 2030

3 februari 2029 Uppstart

April 2029 Beredning

Oktober 2029 Beslut VP

Inspel från nämnderna i mars
Vård i hemmet

• Fler platser för dagvård
- också på kvällar
• Säkrare läkemedel

Slut på inspelen
• Detta hör inte dit
"""

INVITATION = """Inbjudan till regional konferens om god vård

Vi vill bjuda in er till konferensen. En moderator leder konferensen.

Förslag på program

8.30 Kaffe

9.00 Inledning av landshövdingen och
två av regionens direktörer. Omröstning i salen.

10:15 Avslutning

Konferensens gemensamma teman är närhet, tillit och digitalisering.
Välj bland dessa teman:

• Psykisk hälsa
• Rehabilitering

Målgruppen är chefer, politiker och patientföreningar.

Mars 2031 – Norra
Juni 2031: Södra
"""

OVERVIEW_PAGES = (
    "Region Nordanå",
    """Inriktning, målbild och mål

• Regionen arbetar med planen Vägval vård 2027–2033 som antogs av regionfullmäktige 2026.
• I planen finns tre mål:
• hälsa hela livet
• vård på lika villkor
• trygga medarbetare
• Arbetet följs varje år i budgeten och i årsredovisningen för hela regionen.

Mål: Fler ska få vård i tid""",
    """Organisation för att leda omställningen

Bilden visar ledningen av arbetet i hela regionen.""",
    """Exempel på prioriterade utvecklingsområden

• Hälsobuss – Pilot i fyra byar med provtagning.
• Digital rehabilitering, t.ex. träning hemma.
• Det pågår ett projekt för att bygga ett hälsorum i Ekby.
• Skapa en gemensam jour för att korta väntan.
• Regionen har många projekt.""",
    """Samverkan mellan region och kommuner

• Omsorgsrådet, OMR, är politiskt. Där möts nämnden för äldre (NFÄ).
• En styrgrupp för närsjukvård leder arbetet. HSL är styrgrupp.""",
    """Gemensamma satsningar i länet

Ekby modellen
• Ekby modellen har prövats i tre kommuner under två år med goda resultat.
• Den ska spridas till alla kommuner under nästa år med stöd av staten.""",
    "Sydmarksregionen",
    """Exempel på prioriterade utvecklingsområden

Arbetet beskrivs i följande bild:""",
    "Exempel på prioriterade utvecklingsområden",
    """Gemensamma satsningar i länet

Karta över satsningarna""",
    """Samverkan mellan regionen och kommunerna

Regionen samverkar med alla kommuner. Det finns ett avtal som gäller i fem år.""",
    """Bättre hemgång i Sydby

Hemgången lyfts som ett inspirerande exempel av de intervjuade.

• Teamet möter varje patient före hemgången.""",
    """• Direktören leder arbetet.

Organisation för styrning och ledning""",
)
OVERVIEW = "\n\n\n\n".join(OVERVIEW_PAGES)

ENGLISH = (
    "The board of the region has decided that the plan is to be the same as it was in"
    " the year before, and the chair is to report on this to the council. "
) * 3
