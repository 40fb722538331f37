package understand

import (
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/mailbox/message"
)

// Short mails in one wording each: what is the matter?
func TestIntents(t *testing.T) {
	tests := []struct{ intent, subject, text string }{
		{OrderHandbook, "map", "Hallo, mag ik de nieuwe handleiding voor 7 tot 12 jaar van jullie ontvangen? Mijn oude map valt uit elkaar. Adres: Laan 3, 3411 AB Lopik."},
		{OrderHandbook, "2 boeken", "Voor twee nieuwe coaches hebben wij twee handleidingen nodig. Kunt u die sturen aan CJG Dal, Weg 1, 6301 AA Valkenburg?"},
		{OrderHandbook, "Bestelbon 7781", "Zie hieronder onze bestelling. 5 stuks handleiding KIES coach. Levering op Plein 9, 5801 AA Venray."},
		{OrderMaterial, "kaarten", "Heeft u nog kaartjes van KIES? Ik zou er graag 50 hebben voor de balie. Straat 5, 1701 AA Heerhugowaard."},
		{OrderMaterial, "dino", "Graag het dino boek, twee stuks, naar Dijk 8, 8531 AA Lemmer."},
		{OrderMaterial, "werkboeken op", "De werkboeken zijn op! Kunnen er weer 20 deze kant op komen? Factuur naar school@delinde.example.nl."},
		{TrainingSignup, "Ik wil meedoen", "Ik wil me opgeven voor de nascholing van 24 september in Nijmegen."},
		{TrainingSignup, "deelname", "Hierbij bevestig ik mijn deelname aan de verdiepingsdag op 12 november te Utrecht."},
		{TrainingSignup, "plek", "Is er nog een plekje vrij op 5 november? Dan schrijf ik me in voor de studiedag."},
		{TrainingSignup, "Basistraining", "Wij willen onze medewerkster Lot Bakx laten deelnemen aan de basistraining die op 7 mei start in Breda. Factuur naar inkoop@bakx.example.nl."},
		{TrainingSignup, "opgave", "Opgave nascholing Zwolle 11 juni: Jan Kamp, jan@kamp.example.nl, vegetarisch."},
		{TrainingInterest, "nascholing", "Komt er dit jaar nog een nascholing in het noorden? Ik zou er graag een volgen."},
		{TrainingInterest, "opleiding", "De opleiding tot KIES coach lijkt me erg leuk. Wat zijn de data voor volgend jaar en hoeveel kost het?"},
		{TrainingInterest, "wachtlijst", "Kunt u mij op de wachtlijst zetten voor de basistraining in Amersfoort?"},
		{TrainingInterest, "offerte", "Graag een vrijblijvende offerte voor een training voor ons team van tien mensen."},
		{ComplaintProfessional, "niet goed", "Mijn dochter is bij KIES coach Lia Storm geweest en kwam huilend thuis. Ze had tegen haar gezegd dat het haar eigen schuld was. Ik vind dit schandalig."},
		{ComplaintProfessional, "privacy", "De coach van mijn zoon heeft zonder overleg een verslag naar zijn vader gestuurd. Dat mag toch niet? Ik wil dat jullie haar hierop aanspreken."},
		{ComplaintProfessional, "Melding", "Ik wil melding maken van het gedrag van begeleidster Nel Kuip. Zij praat op het schoolplein over kinderen uit haar KIES groep."},
		{ComplaintTrainer, "trainer", "Tijdens de basistraining maakte trainer Job Vaart herhaaldelijk vervelende opmerkingen over mijn accent. Ik vond dat vernederend."},
		{ComplaintTrainer, "dag 3", "Onze trainster Eva Laan kwam weer een uur te laat bij de nascholing en deed er heel luchtig over. Ik ben hier niet tevreden over."},
		{ComplaintTraining, "training geannuleerd", "Weer is de verdiepingsdag op het laatste moment afgezegd. Dit is al de tweede keer. Ik wil mijn reiskosten vergoed zien."},
		{ComplaintTraining, "certificaat", "Ik wacht al drie maanden op mijn certificaat van de basistraining. Dit is echt te gek, ik heb al vier keer gemaild."},
		{ComplaintTraining, "zaal", "De ruimte van de studiedag was te klein en bloedheet, en er was geen water. Voor dit bedrag mag je meer verwachten. Ik ben teleurgesteld."},
		{Membership, "lid", "Hoe kan ik lid worden van het platform? Ik heb mijn certificaat in 2015 gehaald."},
		{Membership, "verlengen", "Ik wil mijn lidmaatschap graag met een jaar verlengen zonder nascholing. Wat zijn de kosten?"},
		{Membership, "kopie", "Bijgaand een kopie van mijn certificaat van 3 maart 2012, behaald in Utrecht bij trainers Jan Bos en Els Vink. Ik wil weer lid worden."},
		{ProfileChange, "profiel", "Op de landkaart staat mijn oude werkgever nog. Ik werk nu bij Zorgpunt, kan dat aangepast worden?"},
		{ProfileChange, "nieuw nummer", "Mijn telefoonnummer is gewijzigd in 06-00112233."},
		{ProfileChange, "verwijderen", "Ik werk niet meer als KIES coach, haal mijn profiel maar van de website."},
		{ProfileChange, "verhuisd", "Wij zijn verhuisd naar Kade 4, 1131 AA Volendam. Past u dat aan op de kaart?"},
		{PlatformAccess, "inlog", "Mijn inlogcode werkt niet meer, kan ik een nieuwe krijgen?"},
		{PlatformAccess, "platform", "Ik kan het platform niet op. Hij zegt dat mijn gebruikersnaam niet bestaat."},
		{PlatformAccess, "foto", "De profielfoto blijft draaien en wordt niet opgeslagen. Wat doe ik verkeerd?"},
		{Question, "scheiding", "Mijn ex wil niet dat onze dochter van 8 naar KIES gaat. Kan de coach dan toch starten?"},
		{Question, "groep", "Is er in Hoorn een KIES groep voor kinderen van 10 jaar en wat kost dat?"},
		{Question, "onderzoek", "Voor mijn scriptie zoek ik literatuur over de methode KIES. Kunt u mij daaraan helpen?"},
		{Question, "gemeente", "Welke KIES coaches zijn er actief in onze gemeente en hoe wordt dit elders gefinancierd?"},
		{Question, "vrijwilliger", "Kan ik bij jullie vrijwilligerswerk doen met kinderen?"},
		{Invoice, "factuur", "Kunt u de factuur van de nascholing nogmaals sturen? Wij kunnen hem niet vinden."},
		{Invoice, "2026-0031", "Op factuur 2026-0031 staat een verkeerd adres. Graag een nieuwe."},
		{Invoice, "betaling", "Ik heb de rekening per ongeluk dubbel betaald, kan het terug?"},
		{Invoice, "Herinnering", "U stuurt ons een herinnering maar factuur 2026-0022 is op 3 maart betaald."},
		{Other, "Gratis SEO scan", "Wilt u hoger in Google komen? Vraag nu de gratis scan aan en krijg meer omzet. Uitschrijven kan hier."},
		{Other, "bedankt", "Hartelijk dank voor de fijne dag gisteren, ik heb er veel aan gehad!"},
	}
	for _, tt := range tests {
		t.Run(tt.intent+"/"+tt.subject, func(t *testing.T) {
			m := message.Mail{Subject: tt.subject, Text: tt.text, From: message.Address{Name: "Kim Voorbeeld", Email: "kim@voorbeeldmail.example.com"}}
			u := Understand(m, time.Date(2026, 3, 6, 9, 0, 0, 0, time.UTC))
			if u.Intent != tt.intent {
				t.Errorf("%s (%.2f), want %s; because %q", u.Intent, u.Certainty, tt.intent, u.Because)
			}
		})
	}
}
