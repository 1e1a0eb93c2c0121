/** Of files that people bring: results of other tools, and lists of expected ports. */
export const ofFiles: Readonly<Record<string, string>> = {
  "Line {} of the file: {}.": "Zeile {} der Datei: {1!}.",
  "Line {} of the {} file: {}.": "Zeile {} der Datei ({1!}): {2!}.",
  "Line 1 of the file: it is empty.": "Zeile 1 der Datei: Sie ist leer.",
  "Line 1 of the file: it is of no tool that is known here ({}).":
    "Zeile 1 der Datei: Sie stammt von keinem Werkzeug, das hier bekannt ist ({}).",
  "Line 1 of the {} file: it holds over {} facts; import it in parts.":
    "Zeile 1 der Datei ({0!}): Sie enthält mehr als {1} Angaben; importieren Sie sie in Teilen.",
  "it was not read, for it has {} MiB; up to {} MiB are taken. Import it in parts":
    "Sie wurde nicht gelesen, denn sie hat {} MiB; bis zu {} MiB werden angenommen. Importieren Sie sie in Teilen",
  "it is packed with {}; unpack it first": "Sie ist mit {} gepackt; entpacken Sie sie zuerst",
  "it is UTF-16; save it as UTF-8 (in PowerShell: Out-File -Encoding utf8 instead of >)":
    "Sie ist UTF-16; speichern Sie sie als UTF-8 (in PowerShell: Out-File -Encoding utf8 statt >)",
  "a zero byte stands in it: it is no text": "Darin steht ein Null-Byte: Das ist kein Text",
  "bytes stand in it that are no UTF-8": "Darin stehen Bytes, die kein UTF-8 sind",
  "it looks like a file of {}": "Sie sieht wie eine Datei von {} aus",
  "it does not say which node kube-bench ran on; name the node":
    "Sie sagt nicht, auf welchem Node kube-bench lief; nennen Sie den Node",
  'no node of this cluster is called "{}"': "kein Node dieses Clusters heißt „{}“",
  "it is no JSON object; run naabu with -json": "Das ist kein JSON-Objekt; rufen Sie naabu mit -json auf",
  "it is no complete JSON object; naabu may have been stopped while it wrote":
    "Das ist kein vollständiges JSON-Objekt; naabu wurde vielleicht angehalten, während es schrieb",
  "port: a number from 1 to 65535 is wanted": "port: Verlangt ist eine Zahl von 1 bis 65535",
  "the line: {}": "die Zeile: {0!}",
  "ip: is missing": "ip: fehlt",
  "it ends in the middle of a host": "Sie endet mitten in einem Host",
  "{}: not understood": "{}: nicht verstanden",
  "nmaprun: not understood": "nmaprun: nicht verstanden",
  "it declares entities, which nmap never does": "Sie deklariert Entities, was nmap nie tut",
  "it has more than {} hosts; scan the nodes alone": "Sie hat mehr als {} Hosts; scannen Sie nur die Nodes",
  "node report": "Node-Bericht",
  "the whole file: {}": "die ganze Datei: {0!}",
  "it is not valid JSON: it ends in the middle": "Das ist kein gültiges JSON: Es endet mittendrin",
  'it is not valid JSON: "{}" stands where it may not':
    "Das ist kein gültiges JSON: „{}“ steht, wo es nicht stehen darf",
  "it holds {}, not a ClusterComplianceReport": "Sie enthält {}, keinen ClusterComplianceReport",
  "it holds {}…, not a ClusterComplianceReport": "Sie enthält {}…, keinen ClusterComplianceReport",
  "it holds no report, not a ClusterComplianceReport": "Sie enthält keinen ClusterComplianceReport",
  "the file has no end: the scan was interrupted": "der Datei fehlt das Ende: Der Scan wurde unterbrochen",
  "nmap took it to be down and looked at no port": "nmap hielt ihn für abgeschaltet und hat keinen Port betrachtet",
  "no node of this cluster has this address": "kein Node dieses Clusters hat diese Adresse",
  "no check of ports and exposure corresponds to it": "dem entspricht keine Prüfung von Ports und Exposition",
  "The text has {} characters; {} are read.": "Der Text hat {} Zeichen; {} werden gelesen.",
  "The text nests more than {} levels; a list has four.":
    "Der Text ist mehr als {} Ebenen tief verschachtelt; eine Liste hat vier.",
  "This entry ended on {}: the port counts as unexpected.":
    "Dieser Eintrag endete am {}: Der Port zählt als unerwartet.",
  "This entry says the same port of the same nodes again.":
    "Dieser Eintrag nennt denselben Port derselben Nodes noch einmal.",
  "An entry above covers this one already ({}/{}).": "Ein Eintrag weiter oben umfasst diesen schon ({}/{}).",
  "This entry can never match: the cluster has no such node.":
    "Dieser Eintrag kann nie zutreffen: Der Cluster hat keinen solchen Node.",
  "because is still to be written.": "because ist noch zu schreiben.",
  "This is no YAML: {}.": "Das ist kein YAML: {}.",
  "expected is missing: the list of ports; [] where none is expected.":
    "expected fehlt: die Liste der Ports; [], wo keiner erwartet wird.",
  "expected has {} entries; {} are possible.": "expected hat {} Einträge; {} sind möglich.",
  "{} is missing; write {}: {}.": "{} fehlt; schreiben Sie {}: {}.",
  "{} cannot be {}; it is {}.": "{} kann nicht {} sein; es ist {}.",
  "cluster is missing: {}.": "cluster fehlt: {}.",
  "cluster is missing: the name of the cluster.": "cluster fehlt: der Name des Clusters.",
  "This list is for the cluster {}, and not for {}.": "Diese Liste ist für den Cluster {} und nicht für {}.",
  "The text": "Der Text",
  "An entry": "Ein Eintrag",
  "An entry needs because: why the port has to be open.":
    "Ein Eintrag braucht because: warum der Port offen sein muss.",
  'service cannot be {}; write "namespace/name".': "service kann nicht {} sein; schreiben Sie „namespace/name“.",
  "An entry needs ports: 10250, or a range 30000-32767.":
    "Ein Eintrag braucht ports: 10250, oder einen Bereich 30000-32767.",
  "ports cannot be {}; write one port, 10250, or a range, 30000-32767.":
    "ports kann nicht {} sein; schreiben Sie einen Port, 10250, oder einen Bereich, 30000-32767.",
  "name cannot be {}; write a node's name, with * for anything.":
    "name kann nicht {} sein; schreiben Sie den Namen eines Nodes, mit * für Beliebiges.",
  "from is empty, so that the port would be expected from nowhere; leave it out for everywhere.":
    "from ist leer, sodass der Port von nirgends erwartet würde; lassen Sie es weg, um ihn von überall zu erwarten.",
  "{} is {} characters long; {} are possible.": "{} ist {} Zeichen lang; {} sind möglich.",
  "until cannot be {}; write its last day, 2027-03-31.":
    "until kann nicht {} sein; schreiben Sie den letzten Tag, 2027-03-31.",
  "Line {}: The text cannot be read.": "Zeile {}: Der Text kann nicht gelesen werden.",
  "The saved text cannot be read; edit it first.":
    "Der gespeicherte Text kann nicht gelesen werden; bearbeiten Sie ihn zuerst.",
  "it would take {} entries to leave out the other nodes; write it by hand":
    "es bräuchte {} Einträge, um die anderen Nodes auszunehmen; schreiben Sie es von Hand",
  "nobody explains it": "niemand erklärt ihn",
  "{} is an alias (*name); write it out, so that a reviewer reads it.":
    "{0!} ist ein Alias (*name); schreiben Sie es aus, damit es bei der Prüfung gelesen wird.",
  "{} has to be a map with {}.": "{0!} muss ein Mapping mit {1} sein.",
  "{} has {} twice; leave one of them.": "{0!} hat {1} zweimal; lassen Sie eines davon stehen.",
  "{} has no {}; did you mean {}?": "{0!} hat kein {1}; meinten Sie {2}?",
  "{} has no {}; possible: {}.": "{0!} hat kein {1}; möglich: {2}.",
  '{} has to be a list; begin each item with "- ".': "{0!} muss eine Liste sein; beginnen Sie jeden Eintrag mit „- “.",
  "{} has to be a text.": "{0!} muss ein Text sein.",
  "{} has a control character in it.": "{0!} enthält ein Steuerzeichen.",
  "{} must not be empty.": "{0!} darf nicht leer sein.",
  "{} cannot be {}; did you mean {}?": "{0!} kann nicht {1} sein; meinten Sie {2}?",
  "{} cannot be {}; possible: {}.": "{0!} kann nicht {1} sein; möglich: {2}.",
};
