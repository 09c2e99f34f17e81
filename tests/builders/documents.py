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
