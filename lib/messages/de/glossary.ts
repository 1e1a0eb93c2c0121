import type { glossary as en } from "../en/glossary.ts";
import type { Translation } from "../translation.ts";

export const glossary: Translation<typeof en> = {
  title: "Glossar",
  lead: (terms) => `${terms} Wörter dieses Produkts und von Kubernetes, wie sie hier gemeint sind`,
  why: "Warum es wichtig ist",
  source: "Vom Hersteller erklärt",
  groups: {
    looking: "Hinsehen",
    judging: "Beurteilen",
    deciding: "Entscheiden",
    node: "Der Node",
    "control-plane": "Die Control Plane",
    opening: "Was Ports öffnet",
  },
  terms: {
    vantage: {
      term: "Standort",
      is: "Der Ort, von dem aus geprüft wird: Internet, anderes Netz, Pod, Node-Netz, Control Plane oder der Node selbst.",
      why: "Derselbe Port kann von einem Ort offen und von einem anderen gefiltert sein; der Schweregrad folgt dem weitesten Ort, der ihn erreicht.",
    },
    "vantage-internet": {
      term: "Standort: Internet",
      is: "Ein Scanner, der außerhalb all Ihrer Netze steht, wie jeder andere auch.",
      why: "Was von hier offen ist, ist für alle offen, die das Internet absuchen, und das tut immer jemand.",
    },
    "vantage-other-network": {
      term: "Standort: anderes Netz",
      is: "Ein Scanner in einem anderen Netz, das hierher geroutet wird: Büro, VPN, andere VPC.",
      why: "Hier steht ein gestohlener Laptop oder der übernommene Server eines Nachbarn.",
    },
    "vantage-pod": {
      term: "Standort: Pod",
      is: "Ein Scanner in einem gewöhnlichen Pod des Clusters.",
      why: "Wer in eine Anwendung einbricht, steht hier, und Node-Ports bleiben für Pods oft offen.",
    },
    "vantage-worker-node": {
      term: "Standort: Node-Netz",
      is: "Ein Scanner neben den Nodes, in deren Netz.",
      why: "Hier steht ein übernommener Node oder eine virtuelle Maschine; hier steht ein Scanner auch, wenn niemand etwas anderes sagt.",
    },
    "vantage-control-plane": {
      term: "Standort: Control Plane",
      is: "Ein Scanner auf einem Node der Control Plane.",
      why: "Vieles soll nur von hier erreichbar sein und sonst von nirgends: etcd, der Kubelet.",
    },
    "vantage-node-local": {
      term: "Standort: Node selbst",
      is: "Was Prozesse auf dem Node über dessen Loopback-Adresse erreichen.",
      why: "Pods im Host-Netz stehen hier; was auf 127.0.0.1 lauscht, ist für sie offen.",
    },
    exposure: {
      term: "Exposition",
      is: "Ein Port an einer Adresse, wie er von einem Standort aus bekannt ist: offen, geschlossen, gefiltert oder nicht bekannt.",
      why: "Expositionen sind, was da ist; Befunde sind, was daran falsch ist.",
    },
    open: {
      term: "Offen",
      is: "Etwas nimmt Verbindungen an.",
      why: "Wer sich verbinden kann, kann versuchen, was das Programm dahinter erlaubt, und dessen nächste Schwachstelle.",
    },
    closed: {
      term: "Geschlossen",
      is: "Der Host hat geantwortet, dass dort niemand lauscht.",
      why: "Es beweist, dass die Pakete ankommen: Sobald dort etwas lauscht, ist der Port offen.",
    },
    filtered: {
      term: "Gefiltert",
      is: "Es kam keine Antwort: Eine Firewall oder eine Policy verwirft die Pakete unterwegs.",
      why: "Das ist nicht dasselbe wie geschlossen: Von einem anderen Standort kann derselbe Port offen sein.",
    },
    "open-filtered": {
      term: "Offen oder gefiltert",
      is: "UDP, das stumm blieb: offen und ohne etwas zu sagen, oder unterwegs verworfen.",
      why: "Stille beweist keines von beidem; das tut nur eine Antwort im eigenen Protokoll des Programms.",
    },
    coverage: {
      term: "Abdeckung",
      is: "Wie viel von dem, was bekannt ist, angesehen wurde: Nodes, Ports, mögliche Urteile.",
      why: "Keine Befunde auf drei von zweihundert Nodes sind keine gute Nachricht.",
    },
    check: {
      term: "Prüfung",
      is: "Eine Frage mit ihrer Regel für den Schweregrad, ihrem Nachweis und ihrer Behebung: Ist der Read-only-Port dieses Kubelets offen?",
      why: "Jeder Befund ist die Antwort einer Prüfung, die man lesen und anfechten kann.",
    },
    finding: {
      term: "Befund",
      is: "Eine Prüfung, die für einen Gegenstand fehlschlug: einen Node, einen Service, einen Port davon. Er bleibt derselbe über Scans, Umbenennungen und Neustarts.",
      why: "Was darüber entschieden wurde, geht durch den nächsten Scan nie verloren.",
    },
    verdict: {
      term: "Ergebnis",
      is: "Was eine Prüfung antwortet: fehlgeschlagen, bestanden, unbekannt oder nicht anwendbar.",
      why: "Bestanden ist nur, was angesehen und wie gewünscht gefunden wurde.",
    },
    unknown: {
      term: "Unbekannt",
      is: "Es konnte nicht geprüft werden: Eine Berechtigung fehlt, Pakete wurden verworfen oder die Messung brach ab. Dabei steht, was fehlt.",
      why: "Unbekannt zählt nie als bestanden; was niemand sehen konnte, kann gerade das sein, was falsch ist.",
    },
    "not-applicable": {
      term: "Nicht anwendbar",
      is: "Die Frage stellt sich nicht: Ein Anbieter betreibt die Control Plane, oder die Komponente ist nicht da.",
      why: "Das ist weder gut noch schlecht und steht in keiner Bewertung.",
    },
    "severity-rule": {
      term: "Regel für den Schweregrad",
      is: "Wie eine Prüfung zu ihrem Schweregrad kommt: meist durch den weitesten Standort, der den Port erreicht, und durch das, was dahinter steht.",
      why: "Derselbe offene Port ist vom Internet aus kritisch und von der Control Plane aus womöglich in Ordnung.",
    },
    evidence: {
      term: "Nachweis",
      is: "Was gesendet wurde und was zurückkam, mit Zeit und Standort, ohne Geheimnisse; es lässt sich von Hand wiederholen.",
      why: "Ein Befund ohne Nachweis ist eine Meinung.",
    },
    fingerprint: {
      term: "Fingerabdruck",
      is: "Was einen Befund morgen zu demselben macht: die Kennungen von Cluster und Gegenstand, die Prüfung und der Port. Bei einem Programm das, woran seine Antworten es verraten.",
      why: "Namen und Adressen werden wieder verwendet, Kennungen nicht.",
    },
    recheck: {
      term: "Nachprüfung",
      is: "Ein Gegenstand wird jetzt noch einmal geprüft, ohne ganzen Scan.",
      why: "Sie beweist in Sekunden, dass eine Behebung gewirkt hat, oder dass sie es nicht hat.",
    },
    acceptance: {
      term: "Akzeptanz",
      is: "Die Entscheidung, mit einem Risiko zu leben, mit Grund, von jemandem, bis zu einem Tag: 90 Tage, wenn kein anderer genannt ist.",
      why: "Ein Scan zählt den Befund weiter als fehlgeschlagen; er kommt von selbst zurück, wenn die Akzeptanz endet.",
    },
    "conditional-acceptance": {
      term: "Bedingte Akzeptanz",
      is: "Eine Akzeptanz, die erlischt, sobald ein genannter Standort den Port erreicht oder sobald sich der Nachweis ändert.",
      why: "„In Ordnung, solange nur Pods ihn erreichen“ ist ein Satz, an dem ein Scan jemanden messen kann.",
    },
    "false-positive": {
      term: "Fehlalarm",
      is: "Ein Befund, von dem jemand zeigt, dass er keiner ist, mit dem, was es beweist.",
      why: "Er wird mit seinem Nachweis behalten, damit er wieder angesehen werden kann, wenn sich der Nachweis ändert.",
    },
    sla: {
      term: "Frist (SLA)",
      is: "Der Tag, bis zu dem ein Befund behoben sein soll, nach Schweregrad und danach, seit wann er besteht.",
      why: "Alte kritische Befunde sagen mehr über ein Team als viele neue.",
    },
    baseline: {
      term: "Soll-Liste der Ports",
      is: "Die Liste der Ports, die auf einem Cluster offen sein sollen, nach Rolle und Distribution der Nodes, jeder mit seinem Grund.",
      why: "Was offen ist und nicht darin steht, ist eine Abweichung und nach einem Scan ein Befund.",
    },
    "nodeport-approval": {
      term: "NodePort-Freigabe",
      is: "Die Annotation breakwater.dev/nodeport-approved an einem Service: „Eigentümer: Grund“, mit einem letzten Tag, wo sie endet.",
      why: "Ob ein offener Port gewollt ist, weiß sein Eigentümer; die Freigabe geht mit dem Manifest und mit dem Service.",
    },
    forgotten: {
      term: "Vergessener NodePort",
      is: "Einer, der wie ein Überbleibsel aussieht: von Hand gemacht, benannt wie ein Test, ohne bereite Endpunkte, ohne seinen Service, oder alt und von niemandem freigegeben.",
      why: "Eine vorübergehende Öffnung, die die Fehlersuche überlebt, ist der häufigste Weg, auf dem ein interner Dienst öffentlich wird.",
    },
    kubelet: {
      term: "Kubelet",
      is: "Der Agent auf jedem Node, der Container startet. Seine API auf Port 10250 listet Pods, liest Logs und führt Befehle in Containern aus.",
      why: "Wer sie benutzen darf, besitzt jeden Container des Nodes und die Geheimnisse darin.",
    },
    "read-only-port": {
      term: "Read-only-Port",
      is: "Der alte Port 10255 des Kubelets: dieselben Listen von Pods und Metriken, über einfaches HTTP, ohne zu fragen, wer da fragt.",
      why: "Er verrät Images, Namen, Umgebung und Adressen; nichts Heutiges braucht ihn.",
    },
    "anonymous-auth": {
      term: "Anonyme Authentifizierung",
      is: "Aufrufer ohne Zugangsdaten werden als system:anonymous eingelassen statt abgewiesen.",
      why: "Zusammen mit schwacher Autorisierung ist das der ganze Node für alle, die den Port erreichen.",
    },
    "webhook-authorization": {
      term: "Webhook-Autorisierung",
      is: "Der Kubelet fragt den API-Server, ob ein Aufrufer darf, was er will, statt alles zu erlauben (AlwaysAllow).",
      why: "Mit AlwaysAllow darf jedes Zertifikat des Clusters Befehle in jedem Container ausführen.",
    },
    "nodes-proxy": {
      term: "nodes/proxy",
      is: "Das Recht in RBAC, die API des Kubelets über den API-Server oder direkt zu erreichen.",
      why: "Es erlaubt, Befehle in jedem Pod eines Nodes auszuführen, an der Admission und meist am Audit-Log vorbei.",
    },
    "serving-certificate": {
      term: "Serving-Zertifikat",
      is: "Was ein Kubelet denen zeigt, die sich mit ihm verbinden; signiert von der Stelle des Clusters oder von ihm selbst.",
      why: "Wer es nicht prüfen kann, übergibt Tokens dem, der zuerst antwortet.",
    },
    "static-pod": {
      term: "Statischer Pod",
      is: "Ein Pod, den der Kubelet aus einer Datei auf dem Node startet; die Control Plane läuft meist so.",
      why: "Seine Flags werden in dieser Datei auf dem Node geändert und nicht über die API.",
    },
    "kube-proxy": {
      term: "kube-proxy",
      is: "Das Programm auf jedem Node, das Verbindungen zu Services führt und so jeden NodePort öffnet. Manche Netze ersetzen es.",
      why: "Es öffnet NodePorts auf allen Adressen des Nodes, wenn ihm niemand sagt, auf welchen.",
    },
    "api-server": {
      term: "API-Server",
      is: "Die Vordertür des Clusters, meist auf Port 6443: Alles andere wird über ihn gefragt und geändert.",
      why: "Er ist dafür da, erreicht zu werden; wer ihn von wo erreichen muss, ist die Frage.",
    },
    etcd: {
      term: "etcd",
      is: "Die Datenbank, in der der ganze Zustand des Clusters liegt, darunter alle Secrets.",
      why: "Wer sie liest oder schreibt, steht über jeder Berechtigung von Kubernetes.",
    },
    "etcd-client": {
      term: "etcd-Client-Port",
      is: "Port 2379, über den der API-Server liest und schreibt.",
      why: "Nur der API-Server hat dort etwas zu suchen, mit einem Zertifikat der eigenen Stelle von etcd.",
    },
    "etcd-peer": {
      term: "etcd-Peer-Port",
      is: "Port 2380, über den die Mitglieder von etcd miteinander sprechen.",
      why: "Wer dort als Mitglied sprechen darf, bekommt eine Kopie von allem.",
    },
    "controller-manager": {
      term: "Controller-Manager und Scheduler",
      is: "Die Teile der Control Plane, die von selbst handeln; ihre Ports 10257 und 10259 geben Zustand und Metriken aus.",
      why: "Niemand außer dem Monitoring braucht sie, und Profiling-Daten verraten das Innere.",
    },
    "node-port": {
      term: "NodePort",
      is: "Ein Port von 30000 bis 32767, den ein Service auf jedem Node öffnet, ob seine Pods dort laufen oder nicht.",
      why: "Eine Zeile in einem Manifest öffnet einen Port auf allen Nodes, am Ingress und dessen Authentifizierung vorbei.",
    },
    "health-check-node-port": {
      term: "Health-Check-NodePort",
      is: "Ein Port, den ein Service mit der externen Verkehrsregel Local öffnet, damit Load Balancer sehen, welche Nodes einen Pod haben.",
      why: "Er nennt jedem, der fragt, Namen von Services und wie viele Endpunkte dort sind.",
    },
    "host-port": {
      term: "hostPort",
      is: "Ein Port des Nodes, den ein Pod für sich nimmt.",
      why: "Er ist offen, wo immer der Pod läuft, und keine Liste von Services zeigt ihn.",
    },
    "host-network": {
      term: "Host-Netz",
      is: "Der Pod benutzt das Netz des Nodes, als wäre er ein Prozess des Nodes.",
      why: "Alles, worauf er lauscht, ist ein Port des Nodes, Network Policies halten ihn meist nicht, und Loopback steht ihm offen.",
    },
    "load-balancer": {
      term: "Load Balancer",
      is: "Ein Service mit einer Adresse außerhalb des Clusters. Wenn es ihm niemand verbietet, öffnet er auch NodePorts.",
      why: "Dann ist dasselbe Programm am Load Balancer und seinen Regeln vorbei erreichbar.",
    },
    "external-traffic-policy": {
      term: "Externe Verkehrsregel",
      is: "Cluster: Jeder Node reicht Verbindungen weiter, und die Adresse des Aufrufers geht verloren. Local: Nur Nodes mit einem Pod antworten, und die Adresse bleibt.",
      why: "Sie entscheidet, ob eine Regel oder ein Log Aufrufer auseinanderhalten kann.",
    },
    endpoints: {
      term: "Bereite Endpunkte",
      is: "Pods oder von Hand geschriebene Adressen, die hinter einem Service bereitstehen.",
      why: "Ein NodePort ohne Endpunkte antwortet jetzt niemandem und öffnet sich wieder mit dem nächsten Pod, der zu seinem Selektor passt.",
    },
    "network-policy": {
      term: "Network Policy",
      is: "Regeln, welche Pods mit welchen sprechen dürfen, gehalten vom Pod-Netz, wenn es sie denn hält.",
      why: "Ohne sie erreicht jeder Pod jeden anderen und die meisten Ports der Nodes.",
    },
    "pod-security": {
      term: "Pod Security",
      is: "Stufen (privileged, baseline, restricted), nach denen ein Namespace Pods zulässt; baseline verbietet Host-Netz und Host-Ports.",
      why: "Sie ist die Leitplanke, die ein Manifest davon abhält, einen Port des Nodes zu öffnen.",
    },
  },
};
