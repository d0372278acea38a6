"""How languages write numbers, money, units, times and titles, and how each is said: tables for `reading`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

Forms = tuple[str, str]
"""Said after one, and after more than one."""


@dataclass(frozen=True)
class Conventions:
    """One language."""

    decimal: str
    grouping: str
    """Characters between groups of three digits."""
    months: tuple[str, ...]
    date: str
    """With {day}, {month} and {year}."""
    is_month_first: bool
    """Whether 3/12 is the twelfth of March."""
    clock: str
    """With {hour} and {minute}."""
    clock_full: str
    """A full hour, with {hour}."""
    to: str
    """Between two numbers: from one to the other."""
    plus: str
    number_sign: str
    """What # and its like say in front of a number."""
    titles: Mapping[str, str]
    """In front of a name, with and without a dot after it; the key is written without."""
    abbreviations: Mapping[str, str]
    """Anywhere; with all their dots."""
    before_numbers: Mapping[str, str]
    units: Mapping[str, Forms]
    money: Mapping[str, Forms]
    change: Mapping[str, Forms] = field(default_factory=dict)
    """What a hundredth of some of the money is called, for sums without a whole."""
    of_money: str = " "
    """Between "million" and the currency."""
    elides: bool = False
    """Whether that loses its vowel before another: deux millions d'euros."""
    first_of_month: str = ""
    """Where the first day is said otherwise than it is counted."""
    one_o_clock: str = "1"
    symbols: Mapping[str, str] = field(default_factory=dict)


def _table(text: str) -> dict[str, str]:
    """Entries like "a = b", parted by semicolons or line ends, as a dictionary."""
    pairs = (entry.partition("=") for entry in re.split(r"[;\n]", text))
    return {key.strip(): value.strip() for key, _, value in pairs if key.strip()}


def _forms(text: str) -> dict[str, Forms]:
    """Entries like "km = kilometre, kilometres"; one form stands for both."""
    return {key: (value.split(",")[0].strip(), value.split(",")[-1].strip()) for key, value in _table(text).items()}


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ENGLISH = Conventions(
    decimal=".",
    grouping=",",
    months=_listed("January February March April May June July August September October November December"),
    date="{month} {day}{ordinal}, {year}",
    is_month_first=True,
    clock="{hour} {minute}",
    clock_full="{hour} o'clock",
    to="to",
    plus="plus",
    number_sign="number",
    titles=_table("""
        Dr = Doctor; Mr = Mister; Mrs = Missis; Ms = Miz; Prof = Professor; Capt = Captain; Lt = Lieutenant; Sgt = Sergeant
        Gen = General; Col = Colonel; Maj = Major; Cpl = Corporal; Pvt = Private; Sen = Senator; Gov = Governor; Rev = Reverend
        Hon = Honorable; St = Saint; Mt = Mount; Ft = Fort; Supt = Superintendent; Insp = Inspector; Det = Detective
    """),
    abbreviations=_table("""
        vs. = versus; etc. = et cetera; e.g. = for example; i.e. = that is; approx. = approximately; Jr. = Junior; Sr. = Senior
        Inc. = Incorporated; Ltd. = Limited; Corp. = Corporation; Ave. = Avenue; Blvd. = Boulevard; Rd. = Road; St. = Street
        Dept. = Department; a.m. = AM; p.m. = PM; Ph.D. = P H D; U.S. = U S; U.K. = U K; w/o = without; Jan. = January
        Feb. = February; Aug. = August; Sept. = September; Oct. = October; Nov. = November; Dec. = December
    """),
    before_numbers=_table("""
        No. = number; Nos. = numbers; Vol. = volume; Ch. = chapter; p. = page; pp. = pages; Apt. = apartment; Rm. = room
    """),
    units=_forms("""
        km/h = kilometre an hour, kilometres an hour; km = kilometre, kilometres; cm = centimetre, centimetres
        mm = millimetre, millimetres; m = metre, metres; m² = square metre, square metres
        km² = square kilometre, square kilometres; kg = kilogram, kilograms; mg = milligram, milligrams; g = gram, grams
        ml = millilitre, millilitres; l = litre, litres; L = litre, litres; mph = mile an hour, miles an hour; mi = mile, miles
        ft = foot, feet; lb = pound, pounds; lbs = pound, pounds; oz = ounce, ounces; yd = yard, yards; min = minute, minutes
        h = hour, hours; hrs = hour, hours; sec = second, seconds; ms = millisecond, milliseconds
        °C = degree Celsius, degrees Celsius; °F = degree Fahrenheit, degrees Fahrenheit; ° = degree, degrees; kHz = kilohertz
        MHz = megahertz; GHz = gigahertz; Hz = hertz; kW = kilowatt, kilowatts; W = watt, watts; V = volt, volts
        MB = megabyte, megabytes; GB = gigabyte, gigabytes; TB = terabyte, terabytes
    """),
    money=_forms("""
        $ = dollar, dollars; € = euro, euros; £ = pound, pounds; ¥ = yen; ₹ = rupee, rupees; ¢ = cent, cents
    """),
    change=_forms("$ = cent, cents; € = cent, cents; £ = penny, pence"),
    symbols={"&": "and", "=": "equals", "@": "at"},
)

GERMAN = Conventions(
    decimal=",",
    grouping=".\u202f\u00a0'",
    months=_listed("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
    date="{day}. {month} {year}",
    is_month_first=False,
    clock="{hour} Uhr {minute}",
    clock_full="{hour} Uhr",
    one_o_clock="ein",
    to="bis",
    plus="plus",
    number_sign="Nummer",
    titles=_table("""
        Dr = Doktor; Hr = Herr; Hrn = Herrn; Fr = Frau; Prof = Professor; St = Sankt; Dipl.-Ing = Diplomingenieur
        Hptm = Hauptmann
    """),
    abbreviations=_table("""
        z. B. = zum Beispiel; z.B. = zum Beispiel; d. h. = das heißt; d.h. = das heißt; usw. = und so weiter
        bzw. = beziehungsweise; ca. = zirka; u. a. = unter anderem; u.a. = unter anderem; evtl. = eventuell
        ggf. = gegebenenfalls; Str. = Straße; Std. = Stunden; Min. = Minuten; Mio. = Millionen; Mrd. = Milliarden
        v. Chr. = vor Christus; n. Chr. = nach Christus; inkl. = inklusive; geb. = geboren; vgl. = vergleiche
        o. Ä. = oder Ähnliches
    """),
    before_numbers=_table("Nr. = Nummer; S. = Seite; Kap. = Kapitel; Bd. = Band"),
    units=_forms("""
        km/h = Kilometer pro Stunde; km = Kilometer; cm = Zentimeter; mm = Millimeter; m = Meter; m² = Quadratmeter
        km² = Quadratkilometer; kg = Kilogramm; mg = Milligramm; g = Gramm; ml = Milliliter; l = Liter; min = Minute, Minuten
        h = Stunde, Stunden; °C = Grad Celsius; °F = Grad Fahrenheit; ° = Grad; kHz = Kilohertz; MHz = Megahertz; Hz = Hertz
        kW = Kilowatt; W = Watt; V = Volt; MB = Megabyte; GB = Gigabyte; t = Tonne, Tonnen
    """),
    money=_forms("€ = Euro; $ = Dollar; £ = Pfund; ¥ = Yen; ₹ = Rupie, Rupien; Fr. = Franken; CHF = Franken"),
    change=_forms("€ = Cent; $ = Cent; £ = Penny, Pence; Fr. = Rappen; CHF = Rappen"),
    symbols={"&": "und", "=": "gleich", "@": "ät"},
)

SPANISH = Conventions(
    decimal=",",
    grouping=".\u202f\u00a0",
    months=_listed("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
    date="{day} de {month} de {year}",
    is_month_first=False,
    clock="{hour} y {minute}",
    clock_full="{hour} en punto",
    one_o_clock="una",
    to="a",
    plus="más",
    number_sign="número",
    titles=_table("""
        Sr = señor; Sra = señora; Srta = señorita; Sres = señores; Dr = doctor; Dra = doctora; D = don; Dña = doña
        Prof = profesor; Profa = profesora; Sto = santo; Sta = santa; Gral = general; Cap = capitán; Lic = licenciado
    """),
    abbreviations=_table("""
        Ud. = usted; Vd. = usted; Uds. = ustedes; Vds. = ustedes; etc. = etcétera; p. ej. = por ejemplo
        EE. UU. = Estados Unidos; EE.UU. = Estados Unidos; Av. = avenida; Avda. = avenida; aprox. = aproximadamente
        a. C. = antes de Cristo; d. C. = después de Cristo
    """),
    before_numbers=_table("""
        núm. = número; n.º = número; nº = número; N.º = número; pág. = página; págs. = páginas; vol. = volumen; cap. = capítulo
    """),
    units=_forms("""
        km/h = kilómetro por hora, kilómetros por hora; km = kilómetro, kilómetros; cm = centímetro, centímetros
        mm = milímetro, milímetros; m = metro, metros; m² = metro cuadrado, metros cuadrados
        km² = kilómetro cuadrado, kilómetros cuadrados; kg = kilo, kilos; mg = miligramo, miligramos; g = gramo, gramos
        ml = mililitro, mililitros; l = litro, litros; min = minuto, minutos; h = hora, horas; °C = grado, grados
        °F = grado Fahrenheit, grados Fahrenheit; ° = grado, grados; Hz = hercio, hercios; kW = kilovatio, kilovatios
        W = vatio, vatios; V = voltio, voltios; MB = megabyte, megabytes; GB = gigabyte, gigabytes; t = tonelada, toneladas
    """),
    money=_forms("€ = euro, euros; $ = dólar, dólares; £ = libra, libras; ¥ = yen, yenes; ₹ = rupia, rupias"),
    change=_forms("€ = céntimo, céntimos; $ = centavo, centavos"),
    of_money=" de ",
    symbols={"&": "y", "=": "igual a", "@": "arroba"},
)

FRENCH = Conventions(
    decimal=",",
    grouping=" .\u202f\u00a0",
    months=_listed("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
    date="{day} {month} {year}",
    is_month_first=False,
    clock="{hour} heures {minute}",
    clock_full="{hour} heures",
    one_o_clock="une",
    elides=True,
    first_of_month="1er",
    to="à",
    plus="plus",
    number_sign="numéro",
    titles=_table("""
        M = monsieur; MM = messieurs; Mme = madame; Mmes = mesdames; Mlle = mademoiselle; Mlles = mesdemoiselles; Dr = docteur
        Pr = professeur; Prof = professeur; Me = maître; St = saint; Ste = sainte; Cdt = commandant; Cne = capitaine
    """),
    abbreviations=_table("""
        etc. = et cetera; p. ex. = par exemple; c.-à-d. = c'est-à-dire; av. J.-C. = avant Jésus-Christ
        apr. J.-C. = après Jésus-Christ; bd. = boulevard; av. = avenue; env. = environ; s.v.p. = s'il vous plaît
        S.V.P. = s'il vous plaît
    """),
    before_numbers=_table("""
        n° = numéro; nº = numéro; N° = numéro; p. = page; pp. = pages; vol. = volume; chap. = chapitre
    """),
    units=_forms("""
        km/h = kilomètre à l'heure, kilomètres à l'heure; km = kilomètre, kilomètres; cm = centimètre, centimètres
        mm = millimètre, millimètres; m = mètre, mètres; m² = mètre carré, mètres carrés
        km² = kilomètre carré, kilomètres carrés; kg = kilo, kilos; mg = milligramme, milligrammes; g = gramme, grammes
        ml = millilitre, millilitres; l = litre, litres; min = minute, minutes; h = heure, heures; °C = degré, degrés
        °F = degré Fahrenheit, degrés Fahrenheit; ° = degré, degrés; Hz = hertz; kHz = kilohertz; kW = kilowatt, kilowatts
        W = watt, watts; V = volt, volts; Mo = mégaoctet, mégaoctets; Go = gigaoctet, gigaoctets; t = tonne, tonnes
    """),
    money=_forms("""
        € = euro, euros; $ = dollar, dollars; £ = livre, livres; ¥ = yen, yens; ₹ = roupie, roupies
    """),
    change=_forms("€ = centime, centimes; $ = cent, cents"),
    of_money=" de ",
    symbols={"&": "et", "=": "égale", "@": "arobase"},
)

ITALIAN = Conventions(
    decimal=",",
    grouping=".\u202f\u00a0'",
    months=_listed("gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"),
    date="{day} {month} {year}",
    is_month_first=False,
    clock="{hour} e {minute}",
    clock_full="{hour} in punto",
    one_o_clock="una",
    to="a",
    plus="più",
    number_sign="numero",
    titles=_table("""
        Sig = signor; Sig.ra = signora; Sig.na = signorina; Sigg = signori; Dott = dottor; Dr = dottor; Dott.ssa = dottoressa
        Prof = professor; Prof.ssa = professoressa; Avv = avvocato; Ing = ingegner; Cap = capitano; Gen = generale
    """),
    abbreviations=_table("""
        ecc. = eccetera; p. es. = per esempio; p.es. = per esempio; ad es. = ad esempio; a.C. = avanti Cristo
        d.C. = dopo Cristo; ca. = circa; v.le = viale; p.zza = piazza; c.so = corso
    """),
    before_numbers=_table("""
        n. = numero; N. = numero; n° = numero; nº = numero; pag. = pagina; p. = pagina; vol. = volume; cap. = capitolo
    """),
    units=_forms("""
        km/h = chilometro all'ora, chilometri all'ora; km = chilometro, chilometri; cm = centimetro, centimetri
        mm = millimetro, millimetri; m = metro, metri; m² = metro quadrato, metri quadrati
        km² = chilometro quadrato, chilometri quadrati; kg = chilo, chili; mg = milligrammo, milligrammi; g = grammo, grammi
        ml = millilitro, millilitri; l = litro, litri; min = minuto, minuti; h = ora, ore; °C = grado, gradi
        °F = grado Fahrenheit, gradi Fahrenheit; ° = grado, gradi; Hz = hertz; kW = chilowatt; W = watt; V = volt; MB = megabyte
        GB = gigabyte; t = tonnellata, tonnellate
    """),
    money=_forms("€ = euro; $ = dollaro, dollari; £ = sterlina, sterline; ¥ = yen; ₹ = rupia, rupie"),
    change=_forms("€ = centesimo, centesimi; $ = centesimo, centesimi"),
    of_money=" di ",
    symbols={"&": "e", "=": "uguale", "@": "chiocciola"},
)

PORTUGUESE = Conventions(
    decimal=",",
    grouping=".\u202f\u00a0",
    months=_listed("janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"),
    date="{day} de {month} de {year}",
    is_month_first=False,
    clock="{hour} e {minute}",
    clock_full="{hour} horas",
    one_o_clock="uma",
    to="a",
    plus="mais",
    number_sign="número",
    titles=_table("""
        Sr = senhor; Sra = senhora; Srs = senhores; Srta = senhorita; Dr = doutor; Dra = doutora; Prof = professor
        Profa = professora; D = dona; Eng = engenheiro; Cap = capitão; Gen = general; Sto = santo; Sta = santa
    """),
    abbreviations=_table("""
        etc. = et cetera; p. ex. = por exemplo; p.ex. = por exemplo; Av. = avenida; aprox. = aproximadamente
        a.C. = antes de Cristo; d.C. = depois de Cristo; V. Exa. = vossa excelência; EUA = Estados Unidos
    """),
    before_numbers=_table("""
        n.º = número; nº = número; N.º = número; pág. = página; págs. = páginas; vol. = volume; cap. = capítulo
    """),
    units=_forms("""
        km/h = quilómetro por hora, quilómetros por hora; km = quilómetro, quilómetros; cm = centímetro, centímetros
        mm = milímetro, milímetros; m = metro, metros; m² = metro quadrado, metros quadrados
        km² = quilómetro quadrado, quilómetros quadrados; kg = quilo, quilos; mg = miligrama, miligramas; g = grama, gramas
        ml = mililitro, mililitros; l = litro, litros; min = minuto, minutos; h = hora, horas; °C = grau, graus
        °F = grau Fahrenheit, graus Fahrenheit; ° = grau, graus; Hz = hertz; kW = quilowatt, quilowatts; W = watt, watts
        V = volt, volts; MB = megabyte, megabytes; GB = gigabyte, gigabytes; t = tonelada, toneladas
    """),
    money=_forms("""
        R$ = real, reais; € = euro, euros; $ = dólar, dólares; £ = libra, libras; ¥ = iene, ienes; ₹ = rupia, rupias
    """),
    change=_forms("R$ = centavo, centavos; € = cêntimo, cêntimos; $ = cêntimo, cêntimos"),
    of_money=" de ",
    symbols={"&": "e", "=": "igual a", "@": "arroba"},
)

HINDI = Conventions(
    decimal=".",
    grouping=",",
    months=_listed("जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर"),
    date="{day} {month} {year}",
    is_month_first=False,
    clock="{hour} बजकर {minute} मिनट",
    clock_full="{hour} बजे",
    to="से",
    plus="और",
    number_sign="नंबर",
    titles=_table("डॉ = डॉक्टर; प्रो = प्रोफ़ेसर; पं = पंडित; कु = कुमारी; श्रीम = श्रीमती; Dr = डॉक्टर"),
    abbreviations=_table("कि.मी. = किलोमीटर; कि.ग्रा. = किलोग्राम; ई.पू. = ईसा पूर्व; रु. = रुपये; आदि. = आदि"),
    before_numbers=_table("सं. = संख्या; नं. = नंबर; पृ. = पृष्ठ"),
    units=_forms("""
        km/h = किलोमीटर प्रति घंटा; km = किलोमीटर; cm = सेंटीमीटर; mm = मिलीमीटर; m = मीटर; kg = किलो; mg = मिलीग्राम; g = ग्राम
        ml = मिलीलीटर; l = लीटर; min = मिनट; h = घंटा, घंटे; °C = डिग्री सेल्सियस; °F = डिग्री फ़ारेनहाइट; ° = डिग्री
        किमी = किलोमीटर; मी = मीटर; GB = गीगाबाइट; MB = मेगाबाइट
    """),
    money=_forms("₹ = रुपया, रुपये; $ = डॉलर; € = यूरो; £ = पाउंड; ¥ = येन"),
    change=_forms("₹ = पैसा, पैसे"),
    symbols={"&": "और", "=": "बराबर", "@": "ऐट"},
)

CONVENTIONS: Mapping[str, Conventions] = {
    "en": ENGLISH,
    "de": GERMAN,
    "es": SPANISH,
    "fr": FRENCH,
    "it": ITALIAN,
    "pt": PORTUGUESE,
    "hi": HINDI,
}
"""By primary language tag."""
