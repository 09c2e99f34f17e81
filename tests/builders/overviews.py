"""An overview of several regions, as the national agencies publish them."""

# Of real regions and one that nobody knows; what it tells of them is invented.
OVERVIEW = """Nära vård i Sverige, en översikt 2026

Region Örebro län

Inriktning, målbild och målområden
Strategin Hela vägen hem beslutades av regionfullmäktige 2024.
\f
Exempel på prioriterade utvecklingsområden
• Mobila team – ett mobilt team kommer hem till de mest sjuka äldre. Pilot pågår.
• Hälsosamtal – alla 50-åringar får ett hälsosamtal.
\f
Region Gotland

Inriktning, målbild och målområden
Regionen arbetar efter en målbild som bilden visar.
\f
Exempel på prioriterade utvecklingsområden
\f
Region Ingenstans

Exempel på prioriterade utvecklingsområden
• Mobila team – ett team som ingen vet var det finns. Pilot pågår.
"""
