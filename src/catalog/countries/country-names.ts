/**
 * Countries: alpha-2 and alpha-3 code, English names, names in their own languages and in those of many tenants;
 * one name for all that fold alike. Written by scripts/catalog/update-countries.mjs from i18n-iso-countries
 * (MIT, Copyright (c) 2016 widdix GmbH) and countries-list (MIT, Copyright (c) 2014 Annexare Studio).
 */
export const countryLines = `
AD AND | Andorra | Andorre | Vorstendom Andorra | Andora
AE ARE | United Arab Emirates | UAE | دولة الإمارات العربية المتحدة | الإمارات العربية المتحدة
  | Forenede Arabiske Emirater | Vereinigte Arabische Emirate | Emiratos Árabes Unidos | Arabiemiirikunnat
  | Émirats Arabes Unis | Emirati Arabi Uniti | De forente arabiske emirater | Verenigde Arabische Emiraten
  | Zjednoczone Emiraty Arabskie | Emirados Árabes Unidos | Förenade Arabemiraten
AF AFG | Afghanistan | افغانستان | Afgʻoniston | Owganystan | Afganistán | Islamitisch Emiraat Afghanistan | Afeganistão
AG ATG | Antigua and Barbuda | Antigua og Barbuda | Antigua und Barbuda | Antigua y Barbuda | Antigua ja Barbuda
  | Antigua-et-Barbuda | Antigua e Barbuda | Antigua en Barbuda | Antigua i Barbuda | Antigua och Barbuda
AI AIA | Anguilla | Anguila
AL ALB | Albania | Shqipëria | Shqipëri | Albanien | Albanie | Republiek Albanië
AM ARM | Armenia | Հայաստան | Армения | Armenien | Arménie | Republiek Armenië
AO AGO | Angola | Republiek Angola
AQ ATA | Antarctica | Antarktis | Antártida | Antarctique | Antartide | Antarktyka
AR ARG | Argentina | Argentinien | Argentiina | Argentine | Argentijnse Republiek | Argentinië | Argentyna
AS ASM | American Samoa | Amerikansk Samoa | Amerikanisch-Samoa | Samoa Americana | Amerikan Samoa | Samoa américaines
  | Samoa Americane | Amerikaans-Samoa | Samoa Amerykańskie | Amerikanska Samoa
AT AUT | Austria | Österreich | Østrig | Itävalta | Autriche | Østerrike | Republiek Oostenrijk | Oostenrijk
AU AUS | Australia | Australien | Australie | Gemenebest van Australië
AW ABW | Aruba
AX ALA | Åland Islands | Åland | Ålandsøerne | Islas Åland | Ahvenanmaa | Isole Åland | Wyspy Alandzkie | Ilhas Åland
AZ AZE | Azerbaijan | Azərbaycan | Aserbajdsjan | Aserbaidschan | Azerbaiyán | Azerbaidžan | Azerbaïdjan | Azerbaigian
  | Republiek Azerbeidzjan | Azerbeidzjan | Azerbejdżan | Azerbaijão | Azerbajdzjan
BA BIH | Bosnia and Herzegovina | Bosna i Hercegovina | Босна и Херцеговина | Bosnien-Hercegovina
  | Bosnien und Herzegowina | Bosnia y Herzegovina | Bosnia ja Hertsegovina | Bosnie-Herzégovine | Bosnia ed Erzegovina
  | Bosnia-Hercegovina | Bosnië en Herzegovina | Bosnië-Herzegovina | Bośnia i Hercegowina | Bósnia-Herzegovina
  | Bosnien och Hercegovina
BB BRB | Barbados | Barbade
BD BGD | Bangladesh | বাংলাদেশ | Bangladesch | Volksrepubliek Bangladesh | Bangladesz
BE BEL | Belgium | België | Koninkrijk België | Belgique | Belgien | Bélgica | Belgia | Belgio
BF BFA | Burkina Faso
BG BGR | Bulgaria | България | Bulgarien | Bulgarie | Republiek Bulgarije | Bulgarije
BH BHR | Bahrain | البحرين | Bahrein | Koninkrijk Bahrein | Bahrajn
BI BDI | Burundi | Republiek Burundi
BJ BEN | Benin | Republiek Benin | Benim
BL BLM | Saint Barthélemy | São Bartolomeu
BM BMU | Bermuda | Bermudas | Bermudes | Bermudy
BN BRN | Brunei Darussalam | Negara Brunei Darussalam | Brunei
BO BOL | Bolivia | Bolivien | Bolivie | Plurinationale Staat Bolivia | Boliwia
BQ BES | Bonaire, Sint Eustatius and Saba | Bonaire | Bonaire, Sint Eustatius en Saba | Nederlandske Antiller
  | Bonaire, San Eustaquio y Saba | Bonaire, Sint Eustatius ja Saba | Bonaire, Saint-Eustache et Saba | Isole BES
  | Karibisk Nederland | Bonaire, Sint Eustatius i Saba | Países Baixos Caribenhos | Bonaire, Saint Eustatius och Saba
BR BRA | Brazil | Brasil | Brasilien | Brasilia | Brésil | Brasile | Federale Republiek Brazilië | Brazilië | Brazylia
BS BHS | Bahamas | Bahama | Gemenebest van de Bahama's | Bahamy
BT BTN | Bhutan | ʼbrug-yul | Bután | Bhoutan | Koninkrijk Bhutan | Butão
BV BVT | Bouvet Island | Bouvetøya | Bouvetinsel | Isla Bouvet | Bouvet’nsaari | Île Bouvet | Isola Bouvet
  | Bouvet Eiland | Wyspa Bouveta | Ilha Bouvet | Bouvetön
BW BWA | Botswana | Republiek Botswana | Botsuana
BY BLR | Belarus | Беларусь | Hviderusland | Bielorrusia | Valko-Venäjä | Biélorussie | Bielorussia | Hviterussland
  | Republiek Wit-Rusland | Wit-Rusland | Białoruś | Bielorrússia
BZ BLZ | Belize | Belice
CA CAN | Canada | Kanada
CC CCK | Cocos (Keeling) Islands | Cocosøerne | Kokosinseln | Islas Cocos (Keeling) | Kookossaaret | Îles Cocos
  | Isole Cocos e Keeling | Kokosøyene | Cocoseilanden | Wyspy Kokosowe | Ilhas Cocos (Keeling) | Kokosöarna
CD COD | Democratic Republic of the Congo | République démocratique du Congo | Kongo, Jamhuri ya Kidemokrasia
  | Demokratiske Republik Congo | Congo (República Democrática del) | Kongon demokraattinen tasavalta
  | Repubblica Democratica del Congo | Democratische Republiek Congo | Congo-Kinshasa | Demokratyczna Republika Konga
  | República Popular do Congo | Demokratiska republiken Kongo
CF CAF | Central African Republic | Ködörösêse tî Bêafrîka | République Centrafricaine | Den Centralafrikanske Republik
  | Zentralafrikanische Republik | República Centroafricana | Keski-Afrikan tasavalta | Repubblica Centrafricana
  | Den sentralafrikanske republikk | Centraal-Afrikaanse Republiek | Republika Środkowoafrykańska
  | Centralafrikanska republiken
CG COG | Republic of the Congo | République du Congo | Republik Kongo | Kongon tasavalta | Repubblica del Congo
  | Kongo-Brazzaville | Republiek Congo | Congo-Brazzaville | República Democrática do Congo
CH CHE | Switzerland | Schweiz | Suisse | Svizzera | Suiza | Sveitsi | Sveits | Zwitserse Bondsstaat | Zwitserland
  | Szwajcaria | Suíça
CI CIV | Cote d'Ivoire | Ivory Coast | Elfenbenskysten | Elfenbeinküste | Costa de Marfil | Norsunluurannikko
  | Costa d'Avorio | Republiek Ivoorkust | Ivoorkust | Wybrzeże Kości Słoniowej | Costa do Marfim | Elfenbenskusten
CK COK | Cook Islands | Cookøerne | Cookinseln | Islas Cook | Cookinsaaret | Îles Cook | Isole Cook | Cookøyene
  | Cookeilanden | Wyspy Cooka | Ilhas Cook | Cooköarna
CL CHL | Chile | Chili | Cile | Republiek Chili
CM CMR | Cameroon | Cameroun | Kamerun | Camerún | Republiek Kameroen | Kameroen | Camarões
CN CHN | People's Republic of China | China | 中国 | Kina | Kiina | Chine | Cina | Volksrepubliek China | Chiny
CO COL | Colombia | Kolumbien | Kolumbia | Colombie | Republiek Colombia
CR CRI | Costa Rica | Republiek Costa Rica | Kostaryka
CU CUB | Cuba | Kuba | Kuuba | Republiek Cuba
CV CPV | Cape Verde | Cabo Verde | Kap Verde | Cap-Vert | Capo Verde | Kapp Verde | Republiek Kaapverdië | Kaapverdië
  | Republika Zielonego Przylądka
CW CUW | Curaçao
CX CXR | Christmas Island | Juløen | Weihnachtsinsel | Isla de Navidad | Joulusaari | Île Christmas | Isola del Natale
  | Christmasøya | Christmaseiland | Kersteiland | Wyspa Bożego Narodzenia | Ilha de Natal | Julön
CY CYP | Cyprus | Κύπρος | Güney Kıbrıs Rum Kesimi | Կիպրոս | Cypern | Zypern | Chipre | Kypros | Chypre | Cipro
  | Republiek Cyprus | Cypr
CZ CZE | Czech Republic | Czechia | Česko | Česká republika | Tjekkiet | Tschechische Republik | Tschechien
  | República Checa | Tšekki | République Tchèque | Repubblica Ceca | Tsjekkia | Tsjechische Republiek | Tsjechië
  | Czechy | Chéquia | Tjeckien
DE DEU | Germany | Deutschland | Tyskland | Alemania | Saksa | Allemagne | Germania | Bondsrepubliek Duitsland
  | Duitsland | Niemcy | Alemanha
DJ DJI | Djibouti | جيبوتي | Dschibuti | Yibuti | Gibuti | Republiek Djibouti | Dżibuti
DK DNK | Denmark | Danmark | Dänemark | Dinamarca | Tanska | Danimarca | Koninkrijk Denemarken | Denemarken | Dania
DM DMA | Dominica | Dominique | Gemenebest Dominica | Dominika
DO DOM | Dominican Republic | República Dominicana | Dominikanske Republik | Dominikanische Republik
  | Dominikaaninen tasavalta | République Dominicaine | Repubblica Dominicana | Den dominikanske republikk
  | Dominicaanse Republiek | Dominikana | Dominikanska republiken
DZ DZA | Algeria | الجزائر | Algeriet | Algerien | Argelia | Algérie | Democratische Volksrepubliek Algerije | Algerije
  | Algieria
EC ECU | Ecuador | Équateur | Republiek Ecuador | Ekwador | Equador
EE EST | Estonia | Eesti | Estland | Viro | Estonie | Republiek Estland
EG EGY | Egypt | مصر | Egypten | Ägypten | Egipto | Egypti | Égypte | Egitto | Arabische Republiek Egypte | Egipt
  | Egito
EH ESH | Western Sahara | الصحراء الغربية | Sahara Occidental | Vestsahara | Westsahara | Länsi-Sahara
  | Sahara Occidentale | Westelijke Sahara | Sahara Zachodnia | Saara Ocidental | Västsahara
ER ERI | Eritrea | ኤርትራ | إريتريا | Érythrée | Staat Eritrea | Erytrea | Eritreia
ES ESP | Spain | España | Espainia | Espanya | Spanien | Espanja | Espagne | Spagna | Spania | Koninkrijk Spanje
  | Spanje | Hiszpania | Espanha
ET ETH | Ethiopia | ኢትዮጵያ | Etiopien | Äthiopien | Etiopía | Éthiopie | Federale Democratische Republiek Ethiopië
FI FIN | Finland | Suomi | Finnland | Finlandia | Finlande | Republiek Finland
FJ FJI | Fiji | फिजी | فجی | Fidschi | Fidži | Fidji | Figi | Republiek Fiji
FK FLK | Falkland Islands (Malvinas) | Falkland Islands | Falklandsøerne | Falklandinseln | Islas Malvinas
  | Falklandinsaaret | Îles Malouines | Isole Falkland | Falklandsøyene | Falklandeilanden | Falklandy | Ilhas Malvinas
  | Falklandsöarna
FM FSM | Micronesia, Federated States of | Micronesia | Mikronesien | Mikronesian liittovaltio | Micronésie
  | Stati Federati di Micronesia | Mikronesiaføderasjonen | Federale Staten van Micronesië | Mikronezja
  | Mikronesiska federationen
FO FRO | Faroe Islands | Føroyar | Færøerne | Färöer | Islas Feroe | Färsaaret | Îles Féroé | Isole Fær Øer | Færøyene
  | Faeröer | Wyspy Owcze | Ilhas Faroé | Färöarna
FR FRA | France | Frankrig | Frankreich | Francia | Ranska | Frankrike | Franse Republiek | Frankrijk | Francja | França
GA GAB | Gabon | Gabun | Republiek Gabon | Gabão
GB GBR | United Kingdom | UK | Great Britain | Storbritannien | Vereinigtes Königreich | Großbritannien | Reino Unido
  | Yhdistynyt kuningaskunta | Royaume-Uni | Regno Unito | Storbritannia
  | Verenigd Koninkrijk van Groot-Brittannië en Noord-Ierland | Verenigd Koninkrijk | Wielka Brytania
GD GRD | Grenada | Granada | Grenade
GE GEO | Georgia | საქართველო | Georgien | Géorgie | Gruzja
GF GUF | French Guiana | Guyane française | Fransk Guiana | Französisch-Guayana | Guayana Francesa | Ranskan Guayana
  | Guyana Francese | Fransk Guyana | Frans-Guyana | Gujana Francuska | Guiana Francesa | Franska Guyana
GG GGY | Guernsey | Guernesey
GH GHA | Ghana | Republiek Ghana | Gana
GI GIB | Gibraltar | Gibilterra
GL GRL | Greenland | Kalaallit Nunaat | Grønland | Groenlandia | Grönlanti | Groenland | Grenlandia | Gronelândia
GM GMB | Republic of The Gambia | The Gambia | Gambie | Republiek Gambia
GN GIN | Guinea | Guinée | Republiek Guinee | Gwinea | Guiné
GP GLP | Guadeloupe | Guadalupe | Guadalupa | Gwadelupa
GQ GNQ | Equatorial Guinea | Guinea Ecuatorial | Guinée équatoriale | Ækvatorialguinea | Äquatorialguinea
  | Päiväntasaajan Guinea | Guinea Equatoriale | Ekvatorial-Guinea | Republiek Equatoriaal-Guinea | Equatoriaal-Guinea
  | Gwinea Równikowa | Guiné Equatorial
GR GRC | Greece | Ελλάδα | Grækenland | Griechenland | Grecia | Kreikka | Grèce | Hellas | Helleense Republiek
  | Griekenland | Grecja | Grekland
GS SGS | South Georgia and the South Sandwich Islands | South Georgia | South Georgia og South Sandwich Islands
  | Südgeorgien und die Südlichen Sandwichinseln | Georgia del Sur y las Islas Sandwich del Sur
  | Etelä-Georgia ja Eteläiset Sandwichsaaret | Géorgie du Sud-et-les Îles Sandwich du Sud
  | Georgia del Sud e isole Sandwich meridionali | Sør-Georgia og de søre Sandwichøyene
  | Zuid-Georgia en de Zuidelijke Sandwicheilanden | Georgia Południowa i Sandwich Południowy
  | Geórgia do Sul e Ilhas Sandwich do Sul | Sydgeorgien och Sydsandwichöarna
GT GTM | Guatemala | Republiek Guatemala | Gwatemala
GU GUM | Guam
GW GNB | Guinea-Bissau | Guiné-Bissau | Guinée-Bissau | Republiek Guinee-Bissau | Gwinea Bissau
GY GUY | Guyana | Coöperatieve Republiek Guyana | Gujana | Guiana
HK HKG | Hong Kong | 香港
HM HMD | Heard Island and McDonald Islands | Heard-øen og McDonald-øerne | Heard und McDonaldinseln
  | Heard e Islas McDonald | Heard ja McDonaldinsaaret | Îles Heard-et-MacDonald | Isole Heard e McDonald
  | Heard- og McDonald-øyene | Heard en McDonaldeilanden | Wyspy Heard i McDonalda | Ilha Heard e Ilhas McDonald
  | Heard- och McDonaldsöarna
HN HND | Honduras | Republiek Honduras
HR HRV | Croatia | Hrvatska | Kroatien | Croacia | Kroatia | Croatie | Croazia | Republiek Kroatië | Kroatië | Chorwacja
HT HTI | Haiti | Republiek Haïti
HU HUN | Hungary | Magyarország | Ungarn | Hungría | Unkari | Hongrie | Ungheria | Hongaarse Republiek | Hongarije
  | Węgry | Ungern
ID IDN | Indonesia | Indonesien | Indonésie | Republiek Indonesië | Indonezja
IE IRL | Ireland | Éire | Irland | Irlanda | Irlanti | Irlande | Ierse Republiek | Ierland | Irlandia
IL ISR | Israel | יִשְׂרָאֵל | ישראל | إسرائيل | Israele | Staat Israël | Izrael
IM IMN | Isle of Man | Insel Man | Isla de Man | Mansaari | Île de Man | Isola di Man | Man | Man Eiland | Wyspa Man
  | Ilha de Man
IN IND | India | भारत | Indien | Intia | Inde | Republiek India | Indie
IO IOT | British Indian Ocean Territory | Britisches Territorium im Indischen Ozean
  | Territorio Británico del Océano Índico | Brittiläinen Intian valtameren alue | Océan Indien Britannique
  | Territori Britannici dell'Oceano Indiano | Britisk territorium i Indiahavet | Brits Indische oceaan
  | Brytyjskie Terytorium Oceanu Indyjskiego | Território Britânico do Oceano Índico
  | Brittiska territoriet i Indiska Oceanen
IQ IRQ | Iraq | العراق | Irak | Republiek Irak | Iraque
IR IRN | Islamic Republic of Iran | Iran | ایران | República Islámica de Irán | Islamitische Republiek Iran | Irão
IS ISL | Iceland | Ísland | Islandia | Islanti | Islande | Islanda | IJslandse Republiek | IJsland
IT ITA | Italy | Italia | Italien | Italie | Italiaanse Republiek | Włochy
JE JEY | Jersey
JM JAM | Jamaica | Jamaika | Jamaïque | Giamaica | Jamajka
JO JOR | Jordan | الأردن | Jordanien | Jordania | Jordanie | Giordania | Hasjemitisch Koninkrijk Jordanië
JP JPN | Japan | 日本 | Japón | Japani | Giappone | Japonia | Japão
KE KEN | Kenya | Kenia | Republiek Kenia | Quénia
KG KGZ | Kyrgyzstan | Кыргызстан | Киргизия | Kirgisistan | Kirguistán | Kirgisia | Kirghizistan | Kirgizische Republiek
  | Kirgizië | Kirgistan | Quirguistão | Kirgizistan
KH KHM | Cambodia | កម្ពុជា | Cambodja | Kambodscha | Camboya | Kambodža | Cambodge | Cambogia | Kambodsja
  | Koninkrijk Cambodja | Camboja | Kambodja
KI KIR | Kiribati | Republiek Kiribati | Quiribati
KM COM | Comoros | Komori | جزر القمر | Comores | Comorerne | Komoren | Comoras | Komorit | Comore | Komorene
  | Unie der Comoren | Comoren | Komory | Komorerna
KN KNA | Saint Kitts and Nevis | Saint Kitts og Nevis | St. Kitts und Nevis | Saint Kitts y Nevis | Saint Kitts ja Nevis
  | Saint-Christophe-et-Niévès | Saint Kitts e Nevis | Federatie Saint Kitts en Nevis | Saint Kitts en Nevis
  | Saint Kitts i Nevis | São Cristóvão e Neves | Saint Kitts och Nevis
KP PRK | North Korea | 북한 | Nordkorea | República Popular Democrática de Corea | Korean demokraattinen kansantasavalta
  | Corée du Nord | Corea del Nord | Democratische Volksrepubliek Korea | Noord-Korea | Korea Północna | Coreia do Norte
KR KOR | South Korea | Korea, Republic of | 대한민국 | Sydkorea | Südkorea | República de Corea | Korean tasavalta
  | Corée du Sud | Corea del Sud | Sør-Korea | Republiek Korea | Zuid-Korea | Korea Południowa | Coreia do Sul
KW KWT | Kuwait | الكويت | Koweït | Staat Koeweit | Koeweit | Kuwejt
KY CYM | Cayman Islands | Caymanøerne | Kaimaninseln | Islas Caimán | Caymansaaret | Îles Caïmans | Isole Cayman
  | Caymanøyene | Kaaimaneilanden | Kajmany | Ilhas Caimão | Caymanöarna
KZ KAZ | Kazakhstan | Қазақстан | Казахстан | Kasachstan | Kazajistán | Kazakstan | Kazakistan | Kasakhstan
  | Republiek Kazachstan | Kazachstan | Cazaquistão
LA LAO | Lao People's Democratic Republic | ສປປລາວ | Laos | República Democrática Popular de Lao
  | Lao Democratische Volksrepubliek
LB LBN | Lebanon | لبنان | Liban | Libanon | Líbano | Libanese Republiek
LC LCA | Saint Lucia | Santa Lucía | Sainte-Lucie
LI LIE | Liechtenstein | Vorstendom Liechtenstein
LK LKA | Sri Lanka | śrī laṃkāva | இலங்கை | Democratische Socialistische Republiek Sri Lanka
LR LBR | Liberia | Republiek Liberia
LS LSO | Lesotho | Lesoto | Koninkrijk Lesotho
LT LTU | Lithuania | Lietuva | Litauen | Lituania | Liettua | Lituanie | Republiek Litouwen | Litouwen | Litwa
LU LUX | Luxembourg | Luxemburg | Luxemburgo | Lussemburgo | Groothertogdom Luxemburg | Luksemburg
LV LVA | Latvia | Latvija | Letland | Lettland | Letonia | Lettonie | Lettonia | Republiek Letland | Łotwa
LY LBY | Libya | ليبيا | Libyen | Libia | Libye | Staat Libië | Libië
MA MAR | Morocco | المغرب | Marokko | Marruecos | Maroc | Marocco | Koninkrijk Marokko | Maroko | Marrocos | Marocko
MC MCO | Monaco | Vorstendom Monaco | Monako
MD MDA | Moldova, Republic of | Moldova | Republica Moldova | Moldawien | Moldavia | Moldavie | Republiek Moldavië
  | Mołdawia | Moldavien
ME MNE | Montenegro | Црна Гора | Crna Gora | Mali i Zi | Czarnogóra
MF MAF | Saint Martin (French part) | Saint-Martin | Saint-Martin (partie française) | Sint-Maarten (Frans deel)
  | Sint-Maarten (Franse Antillen) | Collectiviteit van Sint-Maarten | Saint Martin (fransk side)
  | Saint Martin (francesa) | Saint Martin (franska delen)
MG MDG | Madagascar | Madagasikara | Madagaskar | Republiek Madagaskar
MH MHL | Marshall Islands | M̧ajeļ | Marshalløerne | Marshallinseln | Islas Marshall | Marshallinsaaret | Îles Marshall
  | Isole Marshall | Marshalløyene | Republiek der Marshalleilanden | Marshalleilanden | Wyspy Marshalla
  | Ilhas Marshall | Marshallöarna
MK MKD | The Republic of North Macedonia | North Macedonia | Северна Македонија | Nordmakedonien | Nordmazedonien
  | Macedonia del Norte | Pohjois-Makedonia | Macédoine du Nord | Macedonia del Nord | Nord-Makedonia
  | Republiek Noord-Macedonië | Noord-Macedonië | Macedonia Północna | Macedónia do Norte
ML MLI | Mali | Republiek Mali
MM MMR | Myanmar | မြန်မာ | Myanmar (Burma) | Birmania  Myanmar | Republiek van de Unie van Myanmar | Mjanma
  | Mianmar (Birmânia) | Burma
MN MNG | Mongolia | Монгол улс | Монгол | Mongoliet | Mongolei | Mongolie
MO MAC | Macao | 澳門 | 澳门 | Macau | Makau
MP MNP | Northern Mariana Islands | Nordmarianerne | Nördliche Marianen | Islas Marianas del Norte | Pohjois-Mariaanit
  | Îles Mariannes du Nord | Isole Marianne Settentrionali | Nord-Marianene | Noordelijke Marianen | Mariany Północne
  | Ilhas Marianas do Norte | Nordmarianerna
MQ MTQ | Martinique | Martinica | Martynika
MR MRT | Mauritania | موريتانيا | Mauretanien | Mauritanie | Islamitische Republiek Mauritanië | Mauretania
MS MSR | Montserrat | Monserrate
MT MLT | Malta | Malte | Republiek Malta
MU MUS | Mauritius | Maurice | Mauricio | Republiek Mauritius | Maurícia
MV MDV | Maldives | މާލީ | Maldiverne | Malediven | Maldivas | Malediivit | Maldive | Maldivene | Republiek der Maldiven
  | Maldiven | Malediwy | Maldiverna
MW MWI | Malawi | Malaui | Republiek Malawi
MX MEX | Mexico | Mexiko | Meksiko | Mexique | Messico | Verenigde Mexicaanse Staten | Meksyk
MY MYS | Malaysia | Malasia | Malesia | Malaisie | Maleisië | Malezja
MZ MOZ | Mozambique | Moçambique | Mosambik | Mozambico | Republiek Mozambique | Mozambik
NA NAM | Namibia | Namibië | Republiek Namibië
NC NCL | New Caledonia | Nouvelle-Calédonie | Ny Kaledonien | Neukaledonien | Nueva Caledonia | Uusi-Kaledonia
  | Nuova Caledonia | Ny-Caledonia | Nieuw-Caledonië | Nowa Kaledonia | Nova Caledónia | Nya Kaledonien
NE NER | Niger | Republiek Niger
NF NFK | Norfolk Island | Norfolkinsel | Isla Norfolk | Norfolkinsaari | Île Norfolk | Isola Norfolk | Norfolk
  | Ilha Norfolk | Norfolkön
NG NGA | Nigeria | Federale Republiek Nigeria
NI NIC | Nicaragua | Republiek Nicaragua | Nikaragua
NL NLD | Netherlands | Netherlands (Kingdom of the) | Nederland | Koninkrijk der Nederlanden | Holland | Niederlande
  | Países Bajos | Alankomaat | Pays-Bas | Paesi Bassi | Holandia | Países Baixos | Nederländerna
NO NOR | Norway | Norge | Noreg | Norwegen | Noruega | Norja | Norvège | Norvegia | Koninkrijk Noorwegen | Noorwegen
  | Norwegia
NP NPL | Nepal | नेपाल | Federale Democratische Republiek Nepal
NR NRU | Nauru | Republiek Nauru
NU NIU | Niue
NZ NZL | New Zealand | Neuseeland | Nueva Zelanda | Uusi-Seelanti | Nouvelle-Zélande | Nuova Zelanda | Nieuw-Zeeland
  | Nowa Zelandia | Nova Zelândia | Nya Zeeland
OM OMN | Oman | عمان | Sultanaat Oman | Omã
PA PAN | Panama | Republiek Panama
PE PER | Peru | Pérou | Republiek Peru
PF PYF | French Polynesia | Polynésie française | Fransk Polynesien | Französisch-Polynesien | Polinesia Francesa
  | Ranskan Polynesia | Polinesia Francese | Fransk Polynesia | Frans-Polynesië | Polinezja Francuska
  | Franska Polynesien
PG PNG | Papua New Guinea | Papua Niugini | Papua Ny Guinea | Papua-Neuguinea | Papua Nueva Guinea | Papua-Uusi-Guinea
  | Papouasie-Nouvelle-Guinée | Papua Nuova Guinea | Onafhankelijke Staat Papoea-Nieuw-Guinea | Papoea-Nieuw-Guinea
  | Papua-Nowa Gwinea | Papua-Nova Guiné | Papua Nya Guinea
PH PHL | Philippines | Pilipinas | Filippinerne | Philippinen | Filipinas | Filippiinit | Filippine | Filippinene
  | Republiek der Filipijnen | Filipijnen | Filipiny | Filippinerna
PK PAK | Pakistan | پاکستان | Islamitische Republiek Pakistan | Paquistão
PL POL | Poland | Polska | Polen | Polonia | Puola | Pologne | Republiek Polen
PM SPM | Saint Pierre and Miquelon | Saint-Pierre-et-Miquelon | Saint-Pierre og Miquelon | Saint-Pierre und Miquelon
  | San Pedro y Miquelón | Saint-Pierre ja Miquelon | Saint Pierre e Miquelon | Saint-Pierre en Miquelon
  | Saint-Pierre i Miquelon | Saint-Pierre och Miquelon
PN PCN | Pitcairn | Pitcairn Islands | Pitcairninseln | Îles Pitcairn | Isole Pitcairn | Ilhas Pitcairn | Pitcairnöarna
PR PRI | Puerto Rico | Porto Rico | Portoryko
PS PSE | State of Palestine | Palestine | فلسطين | Palæstina | Staat Palästina | Palestina | Palestiina
  | Stato di Palestina | De okkuperte palestinske områdene | Staat Palestina | Palestyna | Territórios palestinos
  | Palestinska territoriet, ockuperade
PT PRT | Portugal | Portugali | Portogallo | Portugese Republiek | Portugalia
PW PLW | Palau | Palaos | Republiek Palau
PY PRY | Paraguay | Republiek Paraguay | Paragwaj | Paraguai
QA QAT | Qatar | قطر | Katar | Catar | Staat Qatar
RE REU | Reunion | La Réunion | Reunião
RO ROU | Romania | Rumænien | Rumänien | Rumanía | Roumanie | Roemeense Republiek | Roemenië | Rumunia | Roménia
RS SRB | Serbia | Србија | Serbien | Serbie | Republiek Servië | Servië | Sérvia
RU RUS | Russian Federation | Russia | Россия | Российская Федерация | Rusland | Russische Föderation | Russland | Rusia
  | Venäjä | Russie | Russische Federatie | Rosja | Ryssland
RW RWA | Rwanda | Ruanda | Republiek Rwanda
SA SAU | Saudi Arabia | المملكة العربية السعودية | السعودية | Saudi-Arabien | Arabia Saudita | Arabie Saoudite
  | Koninkrijk Saudi-Arabië | Saudi-Arabië | Arabia Saudyjska
SB SLB | Solomon Islands | Salomonøerne | Salomonen | Islas Salomón | Salomonsaaret | Îles Salomon | Isole Salomone
  | Salomonøyene | Salomonseilanden | Wyspy Salomona | Ilhas Salomão | Salomonöarna
SC SYC | Seychelles | Seychellerne | Seychellen | Seychellit | Seychellene | Republiek der Seychellen | Seszele
  | Seychellerna
SD SDN | Sudan | السودان | Soudan | Republiek Soedan | Soedan | Sudão
SE SWE | Sweden | Sverige | Schweden | Suecia | Ruotsi | Suède | Svezia | Koninkrijk Zweden | Zweden | Szwecja
SG SGP | Singapore | Singapura | சிங்கப்பூர் | 新加坡 | Singapur | Singapour | Republiek Singapore
SH SHN | Saint Helena | Sankt Helena | Santa Helena, Ascensión y Tristán de Acuña | Sainte-Hélène
  | Sant'Elena, Isola di Ascensione e Tristan da Cunha | Sint-Helena
  | Wyspa Świętej Heleny, Wyspa Wniebowstąpienia i Tristan da Cunha | Santa Helena | Sankta Helena
SI SVN | Slovenia | Slovenija | Slovenien | Slowenien | Eslovenia | Slovénie | Republiek Slovenië | Słowenia
SJ SJM | Svalbard and Jan Mayen | Svalbard og Jan Mayen | Norge Svalbard og Jan Mayen | Svalbard und Jan Mayen
  | Svalbard y Jan Mayen | Svalbard ja Jan Mayen | Svalbard et Île Jan Mayen | Svalbard e Jan Mayen
  | Spitsbergen en Jan Mayen | Svalbard i Jan Mayen | Svalbard och Jan Mayen
SK SVK | Slovakia | Slovensko | Slovakiet | Slowakei | Eslovaquia | Slovaquie | Slovacchia | Slowaakse Republiek
  | Slowakije | Słowacja | Slovakien
SL SLE | Sierra Leone | Sierra Leona | Republiek Sierra Leone | Serra Leoa
SM SMR | San Marino | Saint-Marin | Republiek San Marino
SN SEN | Senegal | Republiek Senegal
SO SOM | Somalia | Soomaaliya | الصومال | Somalie | Federale Republiek Somalië
SR SUR | Suriname | Republiek Suriname | Surinam
SS SSD | South Sudan | Sydsudan | Südsudan | Sudán del Sur | Etelä-Sudan | Soudan du Sud | Sudan del Sud | Sør-Sudan
  | Republiek Zuid-Soedan | Zuid-Soedan | Sudan Południowy | Sudão do Sul
ST STP | Sao Tome and Principe | São Tomé e Príncipe | São Tomé og Príncipe | São Tomé und Príncipe
  | Santo Tomé y Príncipe | São Tomé ja Príncipe | São Tomé-et-Principe | Democratische Republiek São Tomé en Principe
  | São Tomé en Principe | Wyspy Świętego Tomasza i Książęca | São Tomé och Príncipe
SV SLV | El Salvador | Republiek El Salvador | Salwador
SX SXM | Sint Maarten (Dutch part) | Sint Maarten | Sint Maarten (Nederlands deel) | Land Sint Maarten
  | Saint Martin (hollandsk side) | Sint Maarten (neerlandesa) | Saint-Martin (partie néerlandaise)
  | Sint Maarten (Nederlandsk del) | Sint Maarten (nederländska delen)
SY SYR | Syrian Arab Republic | سوريا | Syrien | Syrien, Arabische Republik | República Árabe Siria | Syyria | Syrie
  | Siria | Syria | Syrische Arabische Republiek
SZ SWZ | Eswatini | Esuatini | Swazimaa | Royaume d'Eswatini | Koninkrijk Eswatini | Swaziland | Essuatíni
TC TCA | Turks and Caicos Islands | Turks- og Caicosøerne | Turks- und Caicosinseln | Islas Turcas y Caicos
  | Turks- ja Caicossaaret | Îles Turques-et-Caïques | Isole Turks e Caicos | Turks- og Caicosøyene
  | Turks- en Caicoseilanden | Turks i Caicos | Ilhas Turcas e Caicos | Turks- och Caicosöarna
TD TCD | Chad | Tchad | تشاد | Tschad | Tšad | Ciad | Tsjad | Republiek Tsjaad | Tsjaad | Czad | Chade
TF ATF | French Southern Territories | Territoire des Terres australes et antarctiques fr | Terres australes françaises
  | Franske Sydterritorier | Französische Süd- und Antarktisgebiete | Tierras Australes Francesas
  | Ranskan eteläiset alueet | Territori Francesi del Sud | Søre franske territorier | Franse Zuidelijke Gebieden
  | Francuskie Terytoria Południowe i Antarktyczne | Terras Austrais e Antárticas Francesas
  | Franska södra territorierna
TG TGO | Togo | Togolese Republiek
TH THA | Thailand | ประเทศไทย | ไทย | Tailandia | Thaimaa | Thaïlande | Thailandia | Koninkrijk Thailand | Tajlandia
TJ TJK | Tajikistan | Тоҷикистон | Таджикистан | Tadsjikistan | Tadschikistan | Tayikistán | Tadžikistan | Tadjikistan
  | Tagikistan | Republiek Tadzjikistan | Tadzjikistan | Tadżykistan | Tajiquistão
TK TKL | Tokelau | Tokelauöarna
TL TLS | Timor-Leste | Østtimor | Itä-Timor | Timor Est | Democratische Republiek Timor-Leste | Timor Wschodni
TM TKM | Turkmenistan | Туркмения | Turkmeense Republiek | Turquemenistão
TN TUN | Tunisia | تونس | Tunesien | Túnez | Tunisie | Republiek Tunesië | Tunesië | Tunezja | Tunisien
TO TON | Tonga | Koninkrijk Tonga
TR TUR | Türkiye | Turkey | Tyrkiet | Türkei | Turquía | Turkki | Turquie | Turchia | Tyrkia | Republiek Turkije
  | Turkije | Turcja | Turkiet
TT TTO | Trinidad and Tobago | Trinidad og Tobago | Trinidad und Tobago | Trinidad y Tobago | Trinidad ja Tobago
  | Trinité-et-Tobago | Trinidad e Tobago | Republiek Trinidad en Tobago | Trinidad en Tobago | Trynidad i Tobago
  | Trindade e Tobago | Trinidad och Tobago
TV TUV | Tuvalu
TW TWN | Taiwan, Province of China | Taiwan | 臺灣 | 中国台湾省 | Republikken Kina Taiwan | Repubblica di Cina | Tajwan
TZ TZA | United Republic of Tanzania | Tanzania | Tanzania, Jamhuri ya Muungano | Tansania, Vereinigte Republik
  | Tansania | République unie de Tanzanie | Verenigde Republiek Tanzania
UA UKR | Ukraine | Україна | Ucrania | Ukraina | Ucraina | Oekraïne
UG UGA | Uganda | Ouganda | Republiek Oeganda | Oeganda
UM UMI | United States Minor Outlying Islands | USA's ydre småøer | Islas Ultramarinas Menores de los Estados Unidos
  | Yhdysvaltain pienet erillissaaret | Îles mineures éloignées des États-Unis | Isole minori esterne degli Stati Uniti
  | USA, mindre, utenforliggende øyer | Amerikaanse Kleinere Afgelegen Eilanden
  | Dalekie Wyspy Mniejsze Stanów Zjednoczonych | Ilhas Distantes dos EUA | USA:s yttre öar
US USA | US | United States of America | United States | Vereinigte Staaten von Amerika | Vereinigte Staaten
  | Estados Unidos | Yhdysvallat | États-Unis d'Amérique | Stati Uniti d'America | Verenigde Staten van Amerika
  | Verenigde Staten | Stany Zjednoczone | Estados Unidos da América
UY URY | Uruguay | Oostelijke Republiek Uruguay | Urugwaj | Uruguai
UZ UZB | Uzbekistan | O'zbekiston | Oʻzbekiston | Узбекистан | Usbekistan | Ouzbékistan | Republiek Oezbekistan
  | Oezbekistan | Uzbequistão
VA VAT | Holy See (Vatican City State) | Vaticano | Città del Vaticano | Vatikanstaten | Vatikanstadt | Santa Sede
  | Vatikaanivaltio | Saint-Siège (Vatican) | Vaticaanstad | Watykan | Santa Sé
VC VCT | Saint Vincent and the Grenadines | Saint Vincent og Grenadinerne | St. Vincent und die Grenadinen
  | San Vicente y las Granadinas | Saint Vincent ja Grenadiinit | Saint-Vincent-et-les-Grenadines
  | Saint Vincent e Grenadine | Saint Vincent og Grenadinene | Saint Vincent en de Grenadines
  | Saint Vincent i Grenadyny | São Vicente e Granadinas | Saint Vincent och Grenadinerna
VE VEN | Venezuela | Bolivariaanse Republiek Venezuela | Wenezuela
VG VGB | Virgin Islands, British | British Virgin Islands | Britiske Jomfruøer | Britische Jungferninseln
  | Islas Vírgenes británicas | Brittiläiset Neitsytsaaret | Îles vierges britanniques | Isole Vergini Britanniche
  | Jomfruøyene (Britisk) | Britse Maagdeneilanden | Brytyjskie Wyspy Dziewicze | Ilhas Virgens Britânicas
  | Brittiska Jungfruöarna
VI VIR | Virgin Islands, U.S. | United States Virgin Islands | Amerikanske Jomfruøer | Amerikanische Jungferninseln
  | Islas Vírgenes de los Estados Unidos | Yhdysvaltain Neitsytsaaret | Îles vierges américaines
  | Isole Vergini Americane | Jomfruøyene (USA) | Amerikaanse Maagdeneilanden | Wyspy Dziewicze Stanów Zjednoczonych
  | Ilhas Virgens Americanas | Amerikanska Jungfruöarna
VN VNM | Vietnam | Socialistische Republiek Vietnam | Wietnam | Vietname
VU VUT | Vanuatu | Republiek Vanuatu
WF WLF | Wallis and Futuna | Wallis et Futuna | Wallis og Futuna | Wallis und Futuna | Wallis y Futuna
  | Wallis ja Futunasaaret | Wallis e Futuna | Wallis- og Futunaøyene | Wallis en Futuna | Wallis i Futuna
  | Wallis- och Futunaöarna
WS WSM | Samoa | Onafhankelijke Staat Samoa
YE YEM | Yemen | اليَمَن | اليمن | Jemen | Republiek Jemen | Iémen
YT MYT | Mayotte | Majotta
ZA ZAF | South Africa | Suid-Afrika | Sydafrika | Südafrika | Sudáfrica | Etelä-Afrikka | Afrique du Sud | Sør-Afrika
  | Republiek Zuid-Afrika | Zuid-Afrika | Południowa Afryka | África do Sul
ZM ZMB | Zambia | Sambia | Zambie | Republiek Zambia
ZW ZWE | Zimbabwe | Simbabwe | Zimbabue | Republiek Zimbabwe
`;
