"""Notices, plans and an overview of invented authorities, as other writers set them."""

from __future__ import annotations


NOTICE_WITH_LIST_FIRST = """Region Sjöängen
Kallelse/föredragningslista                                        Sida 1 (5)
Hälso- och sjukvårdsnämnden
2026-01-30

Hälso- och sjukvårdsnämnden kallas till sammanträde

Tid: Onsdagen den 11 februari 2026, kl. 09.00 – ca 16.00
Plats: Regionhuset, plan 4, lokal Svalan. Möjlighet att delta via Teams finns.

Gruppmöten:
Majoriteten kl. 08.00, lokal Svalan
Oppositionen kl. 08.00, lokal Ugglan

Ordförande: Birgitta Holmkvist (S)
Sekreterare: Jonas Öhrn

Nr   Ärende                                                          Diarienr         Föredragande
1    Mötets öppnande
2    Val av justerare
     Förslag till justerare: Lars-Erik Modig (M)
     Tid för justering: 2026-02-17
3    Godkännande av dagordning
4    Årsredovisning 2025 för hälso- och sjukvårdsnämnden           HSN 2025-0341     Karin Wallgren
5    Handlingsplan för nära vård 2026–2028                          HSN 2026-0012     Per Norling, Ann Tuvesson
6    Svar på motion om mobila team i glesbygd                       HSN 2025-0298
7    Information från hälso- och sjukvårdsdirektören
8    Övriga ärenden

Ärende 4
Årsredovisning 2025 för hälso- och sjukvårdsnämnden
Diarienummer: HSN 2025-0341

Förslag till beslut
Hälso- och sjukvårdsnämnden beslutar att
- godkänna årsredovisningen för 2025
- överlämna årsredovisningen till regionstyrelsen.

Sammanfattning
Nämnden redovisar ett underskott om 34 mnkr.

Beslutsunderlag
Missiv daterat 2026-01-20
Årsredovisning 2025

Ärende 5
Handlingsplan för nära vård 2026–2028
Diarienummer: HSN 2026-0012

Förslag till beslut
Hälso- och sjukvårdsnämnden föreslår regionstyrelsen besluta att
- anta Handlingsplan för nära vård 2026–2028
- ge regiondirektören i uppdrag att återkomma med en uppföljning i november 2026.

Beslutsunderlag
Missiv daterat 2026-01-22
"""

NOTICE_IN_COLUMNS = """Ljungåsa kommun
Socialnämndens arbetsutskott

KALLELSE

Socialnämndens arbetsutskott kallas härmed till sammanträde

Dag och tid     Torsdag 5 mars 2026 klockan 13:15
Plats           Kommunhuset, sammanträdesrum Eken

Ledamöter                                  Ersättare
Anita Björk (S) ordförande                 Mats Ahl (S)
Peder Frisk (C) 1:e vice ordförande        Rose-Marie Holst (C)
Kent Lundin (M) 2:e vice ordförande        Ulf Ståhl (M)
Sofia Dahl (V)                             Vakant (V)

ÄRENDEN

1. Upprop och val av justerare
   Justering sker måndag 9 mars 2026 kl. 16.00

2. Fastställande av dagordning

3. Verksamhetsberättelse 2025                         SN 2026/14
   Föredragande: förvaltningschef Maria Sand
   Förslag till beslut: Arbetsutskottet föreslår socialnämnden godkänna verksamhetsberättelsen.

4. Överenskommelse om samverkan kring utskrivning     SN 2025/233
   Föredragande: MAS Gun Palm och utredare Eli Ros
   Förslag till beslut: Arbetsutskottet föreslår socialnämnden att anta överenskommelsen.
   Bilagor: Tjänsteskrivelse, Förslag till överenskommelse

5. Information
   a) Läget inom hemtjänsten
   b) Nya socialtjänstlagen

6. Övrigt

Anita Björk                              Lena Malm
Ordförande                               Sekreterare

Den som inte kan närvara ombeds meddela sin ersättare och nämndsekreteraren.
"""

NOTICE_OF_ASSEMBLY = """REGION HÖGLUND
Regionfullmäktige

Ledamöterna kallas och ersättarna underrättas om sammanträde med regionfullmäktige

Tid: 2027-06-08, kl 10:00
Lokal: Kulturhuset Navet, stora salen
Sammanträdet sänds på webben.

Justering
Förslag på justerare: Emma Rydh (S) och Carl Silfver (M)
Ersättare för justerare: Olga Ask (C)
Plats och tid för justering: Regionkansliet, 2027-06-15 kl. 13:00

ÄRENDEFÖRTECKNING

§ 45 Sammanträdets öppnande och upprop
§ 46 Val av två justerare
§ 47 Målbild för nära vård 2035, RS 2026-01184
Regionstyrelsens förslag till beslut
Regionfullmäktige beslutar
1 att anta målbilden för nära vård 2035,
2 att uppdra åt hälso- och sjukvårdsnämnden att ta fram en genomförandeplan, och
3 att målbilden ska gälla från och med den 1 januari 2028.
§ 48 Regionplan och budget 2028 med flerårsplan 2029–2030, RS 2027-00045
Regionstyrelsens förslag till beslut
Regionfullmäktige beslutar
1 att fastställa regionplan och budget för 2028.
§ 49 Interpellationer och frågor
"""

PLAN_WITH_TABLE = """Aktivitetsplan 2026
Patientnämnden Region Björkhult
Fastställd av patientnämnden 2025-12-04

1. Inledning
Patientnämnden har fyra uppdrag enligt lag.

2. Prioriterade områden
- Stöd till unga patienter
- Analys av klagomål inom primärvården
- Synlighet på vårdcentralerna

3. Uppföljning
- Antal ärenden per månad
- Tid till svar från vården

4. Möten under 2026
Datum | Tid | Plats | Innehåll
3 februari | 9–12 | Regionhuset | Årsberättelse
14 april | 9–12 | Digitalt | Tema: unga och psykiatri
16 september | 13–16 | Regionhuset | Delårsrapport
8 december | 9–15 | Regionhuset | Verksamhetsplan 2027

5. Förslag till teman
- Vård på distans
- Tolkfrågor
"""

STRATEGY_WITHOUT_EMPTY_LINES = """Strategi för god och nära vård i Älvhult 2024–2030
Beslutad av regionfullmäktige 2023-11-21 § 112

Strategi 1. Främja hälsa och förebygga ohälsa
”Jag får stöd att leva hälsosamt.”
Prioriterade utvecklingsområden
• Hälsosamtal för alla 50-åringar
• Föräldrastöd
Indikatorer
• Andel som deltagit i hälsosamtal
• Självskattad hälsa

Strategi 2. Stärka primärvården
”Jag vet vem jag ska vända mig till.”
Prioriterade utvecklingsområden
• Fast läkarkontakt
• Listningstak
Indikatorer
• Kontinuitetsindex
• Andel listade med fast läkarkontakt

Framgångsfaktorer
• Uthållighet
• Gemensam uppföljning

Uppdrag
Regiondirektören får i uppdrag att ta fram en genomförandeplan.
Nämnderna uppdras att arbeta in strategin i sina verksamhetsplaner.
"""

OVERVIEW_IN_SENTENCES = """Region Lindmarken

Inriktning, målbild och målområden

Regionens arbete utgår från målbilden Närmare vård i Lindmarken 2030 som beslutades i regionfullmäktige 2021-06-15 § 88.
I december 2022 antog hälso- och sjukvårdsnämnden en handlingsplan för nära vård 2023–2026.
Primärvårdsprogrammet, antaget av regionstyrelsen den 14 mars 2023, anger hur vårdcentralerna ska utvecklas.
Omställningen följs också upp i Regional utvecklingsstrategi 2040 (beslutad av regionfullmäktige 2020).

Organisation för att styra och leda omställningen

• Programstyrgrupp nära vård leder arbetet och rapporterar till hälso- och sjukvårdsledningen.
• Det finns ett politiskt samrådsorgan, Länssamråd vård och omsorg (LSVO), där kommunernas nämndordförande ingår.
• Ett kansli för omställningen inrättades 2022.
• Patient- och närståenderådet ger synpunkter.

Prioriterade utvecklingsområden

• Mobila hembesöksteam startades 2023 i tre kommuner.
• Hälsosamtal erbjuds 40-, 50- och 60-åringar.
• Utökad digital vårdcentral
• Utveckling av fast läkarkontakt: under 2024 ska alla listade erbjudas en namngiven läkare.
• Satsning på psykisk hälsa hos unga (pilot i två kommuner)
• Egenmonitorering vid KOL – ett pilotprojekt med 40 patienter.
• Nya arbetssätt för rehabilitering prövas.

Samverkan mellan region och kommuner

Samverkan sker i Länsledning Lindmarken, en ledningsgrupp för regionens och kommunernas högsta chefer.
Under denna finns tre beredningsgrupper: Barn och unga, Äldre samt Psykisk hälsa.

Gemensamma satsningar

• Gemensam vårdplanering via video
• SIP-lotsar i alla kommuner
• Den nya närsjukvårdsenheten i Ekby drivs tillsammans.
"""
