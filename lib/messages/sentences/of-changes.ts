/** Of what happened: entries of the change feed, ends of scans and re-checks, problems of a scan. */
export const ofChanges: Readonly<Record<string, string>> = {
  "The node is no longer in the cluster.": "Der Node ist nicht mehr im Cluster.",
  "{} is no longer checked.": "{} wird nicht mehr geprüft.",
  "Severity is worse: {} → {}. {}": "Der Schweregrad ist höher: {0!} → {1!}. {2}",
  "Severity is milder: {} → {}. {}": "Der Schweregrad ist niedriger: {0!} → {1!}. {2}",
  "Could not be checked: {}": "Konnte nicht geprüft werden: {}",
  "Kubernetes: {} → {}": "Kubernetes: {} → {}",
  "Kubelet of {}: {} → {}": "Kubelet von {}: {} → {}",
  "{} of {}: {} {} → {} ({})": "{} von {}: {} {} → {} ({})",
  "Service {}/{} declares {} {}": "Service {}/{} deklariert {} {}",
  "Service {}/{} no longer declares {} {}": "Service {}/{} deklariert {} {} nicht mehr",
  "{} of {} nodes checked, {} by the complete scan before. No longer allowed or reachable: {}.":
    "{} von {} Nodes geprüft, {} vom vollständigen Scan davor. Nicht mehr erlaubt oder erreichbar: {}.",
  "{} of {} nodes checked, {} by the complete scan before.":
    "{} von {} Nodes geprüft, {} vom vollständigen Scan davor.",
  "No longer allowed or reachable: {}.": "Nicht mehr erlaubt oder erreichbar: {}.",
  "Checks: {}": "Prüfungen: {0!}",
  "The scan's clock is {} s behind the scan before; it is kept as the later one.":
    "Die Uhr des Scans geht {} s hinter dem Scan davor; er gilt als der spätere.",
  "Node {} is Ready again": "Node {} ist wieder Ready",
  "Node {} is no longer Ready": "Node {} ist nicht mehr Ready",
  "Node {} is now called {}": "Node {} heißt jetzt {}",
  "Node {} is back in the cluster": "Node {} ist wieder im Cluster",
  "Node {} is another machine of the same name, kubelet {}":
    "Node {} ist eine andere Maschine desselben Namens, Kubelet {}",
  "Node {} is another machine of the same name": "Node {} ist eine andere Maschine desselben Namens",
  "Node {} joined the cluster": "Node {} ist zum Cluster hinzugekommen",
  "Node {} is no longer in the cluster": "Node {} ist nicht mehr im Cluster",
  "{} of {} ({}) could no longer be told from {}; it was {}":
    "{} auf {} ({}): Von {} war nicht mehr zu erkennen, ob er offen ist; er war {4!}",
  "{} of {} ({}) is {} from {}; before, it could not be told":
    "{0} auf {1} ({2}) ist von {4} {3!}; vorher war es nicht zu erkennen",
  "{} of {} ({}) answers otherwise than before from {}": "{} auf {} ({}) antwortet von {} anders als vorher",
  "{} of {} ({}) from {}: {} → {}": "{} auf {} ({}) von {}: {4!} → {5!}",
  "{} ports of {} changed at once: {} opened, {} closed, {} otherwise":
    "{} Ports auf {1!} änderten sich auf einmal: {} geöffnet, {} geschlossen, {} anders",
  "{} {} of {} could no longer be read: {}": "{} {} von {} konnte nicht mehr gelesen werden: {3!}",
  "{} {} of {} nodes could no longer be read: {}": "{} {} von {} Nodes konnte nicht mehr gelesen werden: {3!}",
  "{} settings of {} of {} could no longer be read: {}":
    "{} Einstellungen von {} auf {} konnten nicht mehr gelesen werden: {3!}",
  "{} settings of {} of {} nodes could no longer be read: {}":
    "{} Einstellungen von {} auf {} Nodes konnten nicht mehr gelesen werden: {3!}",
  "no source names it any more": "keine Quelle nennt sie mehr",
  "the kubelet's configuration was not read then": "die Konfiguration des Kubelets wurde damals nicht gelesen",
  "Could not list what to judge: {}": "Was zu beurteilen ist, ließ sich nicht auflisten: {}",
  "The check itself broke: {}": "Die Prüfung selbst ist fehlgeschlagen: {}",
  "What stands beside the verdict could not be made: {}": "Was neben dem Ergebnis steht, ließ sich nicht erstellen: {}",
  "It answers on every port, {} among them: a firewall, a load balancer or an antivirus on the scanner answers in its place, so what is open there is not known. The other {} ports of the profile were not looked at. Scan from a vantage with nothing in between.":
    "Er antwortet auf jedem Port, darunter {}: Eine Firewall, ein Load Balancer oder ein Virenschutz auf dem Scanner antwortet an seiner Stelle, daher ist nicht bekannt, was dort offen ist. Die anderen {} Ports des Profils wurden nicht betrachtet. Scannen Sie von einem Standort, bei dem nichts dazwischen liegt.",
  "It answers on every port, {} among them: a firewall, a load balancer or an antivirus on the scanner answers in its place, so what is open there is not known. Scan from a vantage with nothing in between.":
    "Er antwortet auf jedem Port, darunter {}: Eine Firewall, ein Load Balancer oder ein Virenschutz auf dem Scanner antwortet an seiner Stelle, daher ist nicht bekannt, was dort offen ist. Scannen Sie von einem Standort, bei dem nichts dazwischen liegt.",
  "no state": "kein Zustand",
  "No answer on any of {} ports; the other {} ports of the profile were not looked at. Check that the scanner can route to this address.":
    "Keine Antwort auf einem von {} Ports; die anderen {} Ports des Profils wurden nicht betrachtet. Prüfen Sie, ob der Scanner eine Route zu dieser Adresse hat.",
  "No answer on any of {} ports. Check that the scanner can route to this address.":
    "Keine Antwort auf einem von {} Ports. Prüfen Sie, ob der Scanner eine Route zu dieser Adresse hat.",
  "stopped before an answer": "vor einer Antwort abgebrochen",
  "datagram failed: {}": "Datagramm fehlgeschlagen: {}",
  "connect failed: {}": "Verbindungsaufbau fehlgeschlagen: {}",
  "the address answers on every port, {} among them, so an open one proves nothing":
    "die Adresse antwortet auf jedem Port, darunter {}, daher beweist ein offener nichts",
  "check {} on {}": "Prüfung {} auf {}",
  "evidence for replays": "Nachweis zum späteren Neubeurteilen",
  "What this scan judged by was not kept, so breakwater replay passes it over: {}":
    "Wonach dieser Scan geurteilt hat, wurde nicht aufbewahrt, daher übergeht ihn breakwater replay: {}",
  "The scan did not judge this subject.": "Der Scan hat diesen Gegenstand nicht beurteilt.",
  "Re-checked: {}. {} A scan has looked since: what that saw stands.":
    "Nachgeprüft: {0!}. {1} Seither hat ein Scan nachgesehen: Es gilt, was er sah.",
  "Re-checked: {}. {}": "Nachgeprüft: {0!}. {1}",
  "Re-checked: {}. The scan did not judge this subject. A scan has looked since: what that saw stands.":
    "Nachgeprüft: {0!}. Der Scan hat diesen Gegenstand nicht beurteilt. Seither hat ein Scan nachgesehen: Es gilt, was er sah.",
  "Re-checked: {}. The scan did not judge this subject.":
    "Nachgeprüft: {0!}. Der Scan hat diesen Gegenstand nicht beurteilt.",
  "Re-check failed: {}": "Nachprüfung fehlgeschlagen: {0!}",
  "Re-check failed: The scan did not judge this subject.":
    "Nachprüfung fehlgeschlagen: Der Scan hat diesen Gegenstand nicht beurteilt.",
  "still failing": "schlägt weiter fehl",
  "could not be checked": "konnte nicht geprüft werden",
  "no longer applies": "nicht mehr anwendbar",
  "It broke off and was taken up again.": "Er brach ab und wurde wieder aufgenommen.",
  "It broke off: {}": "Er brach ab: {0!}",
  "Left for the next run: {}": "Bleibt für den nächsten Lauf: {0!}",
  "Cancelled; the worker ended before it could keep what was finished.":
    "Abgebrochen; der Worker endete, bevor er das Fertige speichern konnte.",
  "The worker ended in the middle of it {} times.": "Der Worker endete {} Mal mittendrin.",
  "Tried again.": "Noch einmal versucht.",
  "The worker ended in the middle of it. Ask again.": "Der Worker endete mittendrin. Fordern Sie es noch einmal an.",
  "Cancelled before it began.": "Abgebrochen, bevor er begann.",
  "Cancelled before anything was found.": "Abgebrochen, bevor etwas gefunden wurde.",
  "The scan was cancelled.": "Der Scan wurde abgebrochen.",
  "Nothing was found within {} minutes.": "Innerhalb von {} Minuten wurde nichts gefunden.",
  "The worker was stopped; tried again by the next.":
    "Der Worker wurde angehalten; der nächste versucht es noch einmal.",
  "The worker's clock is {} ahead of the database's: set it right (NTP) and scan again. Nothing was looked at.":
    "Die Uhr des Workers geht {} vor der Uhr der Datenbank: Stellen Sie sie richtig (NTP), und scannen Sie erneut. Nichts wurde betrachtet.",
  "{} has no {}; add it to the cluster again.": "{} hat keine {1!}; fügen Sie sie dem Cluster erneut hinzu.",
  "There was no answer within {} s.": "Innerhalb von {} s kam keine Antwort.",
  "There was no answer within {} minutes.": "Innerhalb von {} Minuten kam keine Antwort.",
  "{} was not looked at within {} s.": "{} wurde nicht innerhalb von {} s betrachtet.",
  "The re-check broke: {}": "Die Nachprüfung ist abgebrochen: {}",
  "The scan broke: {}": "Der Scan ist abgebrochen: {}",
  "The test broke: {}": "Der Test ist abgebrochen: {}",
  "Scan {} of the cluster was still {}.": "Scan {} des Clusters war noch im Zustand „{1!}“.",
};
