package understand

import "strings"

// Vocabulary is what differs between offices and over the years; settings can change it.
type Vocabulary struct {
	OwnAddresses []string // the office's own mail addresses
	OwnNames     []string // what the office is called; it is never the customer
	Products     []Term   // materials one can order, the handbook among them
	Courses      []Term   // what one can enrol in
	Towns        []string // towns where trainings are given and people live
}

// Term is a product or a course and the words people use for it.
type Term struct {
	Name     string   // as it is written in the fields
	Words    []string // phrases, folded; a final * lets a word end otherwise
	Handbook bool     // products: it is the handbook, an order of its own kind
	AgeGroup string   // courses and handbooks: the age group in Name that a mail may replace
	Weak     bool     // the words alone may mean something else; it counts where nothing else is named
}

// DefaultVocabulary holds the products and courses the office publishes.
func DefaultVocabulary() Vocabulary {
	return Vocabulary{
		OwnAddresses: []string{"info@kiesvoorhetkind.nl", "administratie@kiesvoorhetkind.nl"},
		OwnNames:     []string{"Expertisecentrum Kind en Scheiding", "KIES voor het Kind", "KIESvoorhetkind", "KIES"},
		Products: []Term{
			{Name: "handleiding KIES coach 7-12 jaar", Words: []string{"handleiding*", "handboek*", "coachhandleiding*", "trainershandleiding*", "coachmap", "draaiboek*"}, Handbook: true, AgeGroup: "7-12"},
			{Name: "werkboek 'KIES voor mij!'", Words: []string{"werkboek*", "kies voor mij", "werkschrift*", "kinderwerkboek*"}},
			{Name: "boek 'Twee dino dekbedden'", Words: []string{"twee dino dekbedden", "twee dinodekbedden", "twee dino-dekbedden", "dino*", "dekbedden*", "dinoboek*", "dinosaur*"}},
			{Name: "poster KIES", Words: []string{"poster*"}},
			{Name: "flyer KIES", Words: []string{"flyer*"}},
			{Name: "folder voor gemeenten", Words: []string{"folder ~2 gemeente*", "gemeentefolder*"}},
			{Name: "folder KIES", Words: []string{"folder*", "brochure*"}, Weak: true},
			{Name: "kaart KIES", Words: []string{"kaarten", "kaartjes", "ansichtkaart*", "kaartenset*"}},
			{Name: "Ouder Kompas", Words: []string{"ouder kompas*", "ouderkompas*"}},
			{Name: "KOV & Scholenplan", Words: []string{"scholenplan*", "kov ~2 scholenplan*"}},
			{Name: "Kindplan", Words: []string{"kindplan*", "kind plan*"}},
		},
		Courses: []Term{
			{Name: "KIES Mediation", Words: []string{"kies mediation", "kies-mediation", "mediationscholing", "mediation scholing", "scholing mediation", "training mediation", "kies mediator", "opleiding mediation", "mediationtraining"}},
			{Name: "KIES zorg en opvoedcoach", Words: []string{"zorg en opvoedcoach*", "zorg- en opvoedcoach*", "zorg & opvoedcoach*", "opvoedcoach*", "zorgcoach*"}},
			{Name: "verdiepingsdag", Words: []string{"verdiepingsdag*", "verdieping", "verdiepingstraining*"}},
			{Name: "thema studiedag", Words: []string{"thema studiedag*", "thema-studiedag*", "themastudiedag*", "studiedag*", "themadag*"}},
			{Name: "nascholing", Words: []string{"nascholing*", "bijscholing*", "vervolgscholing*", "vervolgtraining*"}},
			{Name: "KIES coach 7-12 jaar basistraining", Words: []string{"basistraining*", "basis training*", "basisopleiding*", "basiscursus*", "tot kies coach", "kies coach worden", "kies coach te worden", "opleiding tot kies coach", "training tot kies coach", "kies coach training", "kiescoachtraining", "kies-coachtraining", "coachtraining", "kies coach opleiding", "training kies coach", "opleiding kies coach", "scholing tot kies coach", "scholen tot kies coach", "kies training", "kies-training", "kiestraining", "coachopleiding", "basisscholing", "kies opleiding", "kies-opleiding"}, AgeGroup: "7-12"},
		},
		Towns: strings.Split(strings.ReplaceAll(towns, "\n", ""), ","),
	}
}

// towns are the larger Dutch towns and those whose names need care; a town outside the
// list is read from its place behind a postcode.
const towns = `Aalsmeer,Aalten,Alblasserdam,Alkmaar,Almelo,Almere,Alphen,Alphen aan den Rijn,Amersfoort,Amstelveen,Amsterdam,Apeldoorn,Appingedam,Arnhem,Assen,Asten,
Baarle-Nassau,Baarn,Barendrecht,Barneveld,Beek,Beilen,Bemmel,Bergen,Bergen op Zoom,Berkel-Enschot,Berlicum,Best,Beuningen,Beverwijk,Biddinghuizen,De Bilt,Bilthoven,Bladel,Blaricum,Bloemendaal,Blokker,Bodegraven,Borculo,Borger,Borne,Boxmeer,Boxtel,
Breda,Breukelen,Brielle,Brummen,Brunssum,Bunnik,Bunschoten,Bussum,Capelle aan den IJssel,Castricum,Coevorden,Cuijk,Culemborg,Dalfsen,Delden,Delft,Delfzijl,Den Burg,Den Haag,Den Helder,Den Bosch,Deurne,Deventer,Didam,Diemen,Dieren,Doetinchem,Dokkum,
Dongen,Doorn,Dordrecht,Drachten,Driebergen,Dronten,Druten,Duiven,Echt,Edam,Ede,Eelde,Eerbeek,Egmond,Eindhoven,Elburg,Elst,Emmeloord,Emmen,Enkhuizen,Enschede,Epe,Ermelo,Etten-Leur,Franeker,Geldermalsen,Geldrop,Geleen,Gemert,Genemuiden,Gendt,Goes,Goirle,Goor,
Gorinchem,Gorredijk,Gouda,'s-Gravenhage,'s-Hertogenbosch,Groenlo,Groesbeek,Groningen,Grou,Haaksbergen,Haaren,Haarlem,Hardenberg,Harderwijk,Harlingen,Hattem,Heemskerk,Heemstede,Heerde,Heerenveen,Heerhugowaard,Heerlen,Heesch,Heiloo,Hellendoorn,Hellevoetsluis,
Helmond,Hendrik-Ido-Ambacht,Hengelo,Heusden,Hillegom,Hilvarenbeek,Hilversum,Hoek van Holland,Hoevelaken,Hoofddorp,Hoogeveen,Hoogezand,Hoogvliet,Hoorn,Horst,Houten,Huissen,Huizen,Hulst,IJmuiden,IJsselstein,Joure,Kampen,Katwijk,Kerkrade,Krimpen aan den IJssel,Krommenie,
Laren,Leek,Leerdam,Leeuwarden,Leiden,Leiderdorp,Leidschendam,Lelystad,Lemmer,Leusden,Lichtenvoorde,Lisse,Lochem,Loon op Zand,Losser,Lunteren,Maarssen,Maassluis,Maastricht,Malden,Medemblik,Meerssen,Meppel,Middelburg,Middelharnis,Mijdrecht,Mill,Monster,Montfoort,Muiden,
Naaldwijk,Naarden,Nieuwegein,Nieuw-Vennep,Nieuwkoop,Nijkerk,Nijmegen,Nijverdal,Noordwijk,Nuenen,Nunspeet,Oegstgeest,Oirschot,Oisterwijk,Oldenzaal,Olst,Ommen,Oostburg,Oosterhout,Oosterwolde,Oss,Oud-Beijerland,Oudenbosch,Oudewater,Panningen,Papendrecht,Pijnacker,Purmerend,Putten,
Raalte,Reeuwijk,Renkum,Reuver,Rhenen,Ridderkerk,Rijen,Rijssen,Rijswijk,Roden,Roermond,Roosendaal,Rosmalen,Rotterdam,Santpoort,Sassenheim,Schagen,Schiedam,Schijndel,Schoonhoven,Sittard,Sint-Oedenrode,Sint-Michielsgestel,Sliedrecht,Sluis,Sneek,Soest,Someren,Son,
Spijkenisse,Stadskanaal,Staphorst,Steenbergen,Steenwijk,Stein,Strijen,Surhuisterveen,Tegelen,Ter Apel,Terneuzen,Tholen,Tiel,Tilburg,Twello,Uden,Uithoorn,Urk,Utrecht,Vaals,Valkenburg,Valkenswaard,Veendam,Veenendaal,Veghel,Veldhoven,Velp,Venlo,Venray,Vianen,
Vlaardingen,Vlijmen,Vlissingen,Volendam,Voorburg,Voorschoten,Voorthuizen,Vught,Waalre,Waalwijk,Waddinxveen,Wageningen,Wassenaar,Weert,Weesp,Westervoort,Wezep,Wierden,Wijchen,Wijk bij Duurstede,Winschoten,Winsum,Winterswijk,Woerden,Wolvega,Workum,Wormerveer,Woudenberg,
Zaandam,Zaltbommel,Zandvoort,Zeewolde,Zeist,Zevenaar,Zevenbergen,Zierikzee,Zoetermeer,Zuidhorn,Zuidlaren,Zutphen,Zwijndrecht,Zwolle,Antwerpen,Gent,Brugge,Leuven,Mechelen,Hasselt,Turnhout,Brussel,Kortrijk,Genk,Aalst,Sint-Niklaas,Roeselare,Oostende,Lommel`
