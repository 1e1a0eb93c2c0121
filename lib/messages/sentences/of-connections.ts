/** Of connections to clusters: kubeconfigs, lists of addresses, and what came of asking an API server. */
export const ofConnections: Readonly<Record<string, string>> = {
  "No provider knows this kind of source.": "Diese Art von Quelle ist hier nicht bekannt.",
  'The token of user "{}" expired at {}, so the API server at {} refuses it (401): put in a new one.':
    "Das Token des Benutzers „{}“ ist am {} abgelaufen, daher lehnt der API-Server {} es ab (401): Geben Sie ein neues ein.",
  'The API server at {} wants a credential (401), and user "{}" has none.':
    "Der API-Server {} verlangt Zugangsdaten (401), und der Benutzer „{}“ hat keine.",
  'The API server at {} does not accept the credential of user "{}" (401): it is wrong, expired or revoked.':
    "Der API-Server {} nimmt die Zugangsdaten des Benutzers „{}“ nicht an (401): Sie sind falsch, abgelaufen oder widerrufen.",
  "The API server refused (403): {}": "Der API-Server hat abgelehnt (403): {0!}",
  "The API server refused (403): no reason given": "Der API-Server hat ohne Begründung abgelehnt (403)",
  "The API server does not have it (404): {}": "Der API-Server hat es nicht (404): {0!}",
  "The API server does not have it (404): no reason given": "Der API-Server hat es nicht (404)",
  "The list changed faster than it could be read (410): {}":
    "Die Liste änderte sich schneller, als sie gelesen werden konnte (410): {0!}",
  "The list changed faster than it could be read (410): no reason given":
    "Die Liste änderte sich schneller, als sie gelesen werden konnte (410)",
  "The API server answered {}: {}": "Der API-Server antwortete mit {}: {}",
  "The API server answered {}: no reason given": "Der API-Server antwortete mit {}, ohne Begründung",
  "The name in {} cannot be resolved: check its spelling and the DNS.":
    "Der Name in {} lässt sich nicht auflösen: Prüfen Sie Schreibweise und DNS.",
  "{} refused the connection: nothing listens.": "{} hat die Verbindung abgewiesen: Dort lauscht nichts.",
  "{} cannot be reached: there is no route to it.": "{} ist nicht erreichbar: Es führt keine Route dorthin.",
  "{} did not answer in time.": "{} hat nicht rechtzeitig geantwortet.",
  "{} sent more than an answer may hold.": "{} hat mehr gesendet, als eine Antwort enthalten darf.",
  "{} broke off the TLS handshake ({}).": "{} hat den TLS-Handshake abgebrochen ({}).",
  "{} closed the connection in the middle.": "{} hat die Verbindung mittendrin geschlossen.",
  "{} answers, but not as a Kubernetes API server does.":
    "{} antwortet, aber nicht so, wie es ein Kubernetes-API-Server tut.",
  "The connection to {} failed ({}).": "Die Verbindung zu {} ist fehlgeschlagen ({}).",
  "its certificate is not signed by the CA that is expected there":
    "sein Zertifikat ist nicht von der CA signiert, die dort erwartet wird",
  "its certificate is not meant for servers": "sein Zertifikat ist nicht für Server bestimmt",
  "its certificate was issued for another name or address":
    "sein Zertifikat wurde für einen anderen Namen oder eine andere Adresse ausgestellt",
  "its certificate has expired": "sein Zertifikat ist abgelaufen",
  "its certificate is not valid yet": "sein Zertifikat ist noch nicht gültig",
  "its certificate was revoked": "sein Zertifikat wurde widerrufen",
  'The exec plugin {} of user "{}" printed no credential.':
    "Das Exec-Plugin {} des Benutzers „{}“ hat keine Zugangsdaten ausgegeben.",
  'The exec plugin {} of user "{}" is not installed on this machine.':
    "Das Exec-Plugin {} des Benutzers „{}“ ist auf diesem Rechner nicht installiert.",
  'The exec plugin {} of user "{}" did not answer within {} s.':
    "Das Exec-Plugin {} des Benutzers „{}“ hat nicht innerhalb von {} s geantwortet.",
  'The exec plugin {} of user "{}" failed (exit code {}).':
    "Das Exec-Plugin {} des Benutzers „{}“ ist fehlgeschlagen (Exit-Code {}).",
  'The exec plugin {} of user "{}" failed (it could not be run).':
    "Das Exec-Plugin {} des Benutzers „{}“ ist fehlgeschlagen (es ließ sich nicht ausführen).",
  "This process does not run in a pod: KUBERNETES_SERVICE_HOST is not set.":
    "Dieser Prozess läuft nicht in einem Pod: KUBERNETES_SERVICE_HOST ist nicht gesetzt.",
  "The service account's {} cannot be read; the pod needs a service account with automountServiceAccountToken.":
    "{} des Service-Accounts kann nicht gelesen werden; der Pod braucht einen Service-Account mit automountServiceAccountToken.",
  "Line {} of the kubeconfig: {}": "Zeile {} der Kubeconfig: {1!}",
  "The kubeconfig is empty.": "Die Kubeconfig ist leer.",
  "The kubeconfig is larger than 1 MiB.": "Die Kubeconfig ist größer als 1 MiB.",
  "The kubeconfig nests too deep to be one.": "Das ist zu tief verschachtelt, um eine Kubeconfig zu sein.",
  "The kubeconfig is not a YAML mapping with clusters, users and contexts.":
    "Die Kubeconfig ist kein YAML-Mapping mit clusters, users und contexts.",
  "it is not YAML at column {}.": "ab Spalte {} ist es kein YAML.",
  "a key stands there twice.": "ein Schlüssel steht dort zweimal.",
  '"{}" is not a list.': "„{}“ ist keine Liste.",
  '"{}" is not a plain value.': "„{}“ ist kein einfacher Wert.",
  '"{}" holds something that is no mapping.': "„{}“ enthält etwas, das kein Mapping ist.",
  '"{}" holds something that is no text.': "„{}“ enthält etwas, das kein Text ist.",
  'the exec plugin of {} has no "command".': "das Exec-Plugin von {0!} hat kein „command“.",
  "a variable of the exec plugin of {} has no name.": "eine Variable des Exec-Plugins von {0!} hat keinen Namen.",
  'cluster "{}" has no "server".': "cluster „{}“ hat keinen „server“.",
  'the server of cluster "{}" is no https:// address.': "der Server von cluster „{}“ ist keine https://-Adresse.",
  'the server of cluster "{}" carries a user name or password in its address.':
    "der Server von cluster „{}“ enthält in seiner Adresse einen Benutzernamen oder ein Passwort.",
  'the server of cluster "{}" has a query or fragment.':
    "der Server von cluster „{}“ hat eine Query oder ein Fragment.",
  'the server of cluster "{}" uses plain http; credentials would travel in the clear, so only https:// is accepted.':
    "der Server von cluster „{}“ verwendet unverschlüsseltes http; Zugangsdaten gingen im Klartext über die Leitung, daher wird nur https:// angenommen.",
  "The inventory names no host: write one address or CIDR a line.":
    "Die Liste nennt keinen Host: Schreiben Sie je Zeile eine Adresse oder ein CIDR.",
  "Line {} of the inventory: {}.": "Zeile {} der Liste: {1!}.",
  "the same networks are named again and again; name each once":
    "dieselben Netze werden immer wieder genannt; nennen Sie jedes einmal",
  "the name {} already belongs to {}": "der Name {} gehört schon zu {}",
  "the inventory names more than 65,536 addresses by here": "die Liste nennt bis hierher mehr als 65.536 Adressen",
  "a CIDR stands for many hosts and cannot have one name":
    "ein CIDR steht für viele Hosts und kann nicht einen Namen haben",
  '"{}" is no IP address, CIDR or host name': "„{}“ ist keine IP-Adresse, kein CIDR und kein Hostname",
  'port "{}" is not between 1 and 65535': "Port „{}“ liegt nicht zwischen 1 und 65535",
  '"{}" is not understood; after the address stand name=… and role=…':
    "„{}“ wird nicht verstanden; nach der Adresse stehen name=… und role=…",
  '"{}" has no proper value': "„{}“ hat keinen brauchbaren Wert",
  '"{}" is no CIDR': "„{}“ ist kein CIDR",
  "{} has more than 65,536 addresses; name smaller networks":
    "{} hat mehr als 65.536 Adressen; nennen Sie kleinere Netze",
  "The kubeconfig has no {}.": "Die Kubeconfig hat keine {}.",
  '{} "{}" stands there twice.': "{} „{}“ steht dort zweimal.",
  '{} "{}" has no "{}" mapping.': "{} „{}“ hat kein Mapping „{}“.",
  '{} has no "{}".': "{0!} hat kein „{1}“.",
  'context "{}" names cluster "{}", which is not there.': "context „{}“ nennt cluster „{}“, den es nicht gibt.",
  'context "{}" names user "{}", which is not there.': "context „{}“ nennt user „{}“, den es nicht gibt.",
  'current-context names "{}", which is not there.': "current-context nennt „{}“, den es nicht gibt.",
  'cluster "{}" has a proxy-url; probes go straight to the nodes, so the API has to be reached straight as well.':
    "cluster „{}“ hat eine proxy-url; gemessen wird direkt an den Nodes, daher muss auch die API direkt erreichbar sein.",
  'user "{}" has an exec plugin; an uploaded kubeconfig may not make the server read files or run programs. Export one that carries its data: kubectl config view --minify --flatten --raw.':
    "user „{}“ hat ein Exec-Plugin; eine hochgeladene Kubeconfig darf den Server keine Dateien lesen und keine Programme ausführen lassen. Exportieren Sie eine, die ihre Daten enthält: kubectl config view --minify --flatten --raw.",
  'user "{}" has an auth-provider; those were removed from Kubernetes; use a token, a client certificate or a service account.':
    "user „{}“ hat einen auth-provider; diese wurden aus Kubernetes entfernt; verwenden Sie ein Token, ein Client-Zertifikat oder einen Service-Account.",
  'user "{}" impersonates someone ("{}"); kubelets cannot do so.':
    "user „{}“ gibt sich für jemand anderen aus („{}“); Kubelets können das nicht.",
  '{} names a file in "{}"; an uploaded kubeconfig may not make the server read files or run programs. Export one that carries its data: kubectl config view --minify --flatten --raw.':
    "{0!} nennt in „{1}“ eine Datei; eine hochgeladene Kubeconfig darf den Server keine Dateien lesen und keine Programme ausführen lassen. Exportieren Sie eine, die ihre Daten enthält: kubectl config view --minify --flatten --raw.",
  '"{}" of {} is not base64 of PEM.': "„{0}“ von {1!} ist kein Base64 von PEM.",
  'an entry of "{}"': "ein Eintrag von „{}“",
  'Context "{}" is not complete.': "Der Kontext „{}“ ist nicht vollständig.",
  'User "{}" has half a client certificate: its certificate is missing.':
    "Der Benutzer „{}“ hat nur ein halbes Client-Zertifikat: Das Zertifikat fehlt.",
  'User "{}" has half a client certificate: its key is missing.':
    "Der Benutzer „{}“ hat nur ein halbes Client-Zertifikat: Der Schlüssel fehlt.",
  'The token of user "{}" holds blanks or other characters no token has.':
    "Das Token des Benutzers „{}“ enthält Leerzeichen oder andere Zeichen, die kein Token hat.",
  "The kubeconfig names the file {} by a relative path; give the whole path.":
    "Die Kubeconfig nennt die Datei {} mit einem relativen Pfad; geben Sie den ganzen Pfad an.",
  "The kubeconfig names the file {}, which is not there.": "Die Kubeconfig nennt die Datei {}, die es nicht gibt.",
  "The kubeconfig names the file {}, which may not be read.":
    "Die Kubeconfig nennt die Datei {}, die nicht gelesen werden darf.",
  "The kubeconfig names the file {}, which cannot be read ({}).":
    "Die Kubeconfig nennt die Datei {}, die nicht gelesen werden kann ({}).",
  "{} is no PEM certificate.": "{0!} ist kein PEM-Zertifikat.",
  'The CA of cluster "{}"': "Die CA von cluster „{}“",
  'The client certificate of user "{}"': "Das Client-Zertifikat des Benutzers „{}“",
  'The client key of user "{}" is no PEM key or does not fit its certificate.':
    "Der Client-Schlüssel des Benutzers „{}“ ist kein PEM-Schlüssel oder passt nicht zu seinem Zertifikat.",
  'The client certificate of user "{}" expired at {}: issue a new one.':
    "Das Client-Zertifikat des Benutzers „{}“ ist am {} abgelaufen: Stellen Sie ein neues aus.",
  "The kubeconfig has no current-context: choose one of {}.":
    "Die Kubeconfig hat keinen current-context: Wählen Sie einen von {}.",
  'The kubeconfig has no context "{}"; it has {}.': "Die Kubeconfig hat keinen Kontext „{}“; sie hat {}.",
};
