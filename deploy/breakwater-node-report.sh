#!/bin/sh
# Prints what only this node can tell about its ports, as JSON for Breakwater's page "Imports".
# Reads and changes nothing else; needs no network. Secrets are not printed: of configuration files and command lines
# only names, paths, addresses and switches. What cannot be read is null, and said on standard error.
#
#   sudo sh breakwater-node-report.sh > node-report.json
#   sudo sh breakwater-node-report.sh --node worker-1 > node-report.json    when the node is not called as its machine
set -u
LC_ALL=C
export LC_ALL
umask 077

node=
root=${BREAKWATER_ROOT:-}
while [ $# -gt 0 ]; do
  case $1 in
    --node) node=${2:-}; shift; [ $# -gt 0 ] && shift ;;
    --node=*) node=${1#--node=}; shift ;;
    -h | --help) sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) echo "breakwater-node-report: \"$1\" is no option; it takes --node NAME" >&2; exit 2 ;;
  esac
done

has() { command -v "$1" >/dev/null 2>&1; }
say() { echo "breakwater-node-report: $*" >&2; }

# awk's substitutions differ in how they treat backslashes, so that texts become JSON letter by letter.
json_text='function text(value, out, at, one) {
  out = ""
  for (at = 1; at <= length(value); at++) {
    one = substr(value, at, 1)
    if (one == "\\" || one == "\"") out = out "\\" one
    else if (one < " " || one == "\177") out = out " "
    else out = out one
  }
  return "\"" out "\""
}'

# A text as a JSON string.
quote() {
  printf '%s' "$1" | awk "$json_text"' { all = all (NR > 1 ? " " : "") $0 } END { printf "%s", text(all) }'
}

# Processes that may be a component: the kernel keeps fifteen characters of a name.
candidates=
for entry in "$root"/proc/[0-9]*; do
  { IFS= read -r name < "$entry/comm"; } 2>/dev/null || continue
  case $name in kubelet | kube-* | etcd) candidates="$candidates $entry" ;; esac
done

# Command line of the first process of a name, one argument a line.
command_line() {
  for entry in $candidates; do
    program=$({ tr '\0' '\n' < "$entry/cmdline" | sed -n '1{s,.*/,,;p;}'; } 2>/dev/null) || continue
    if [ "$program" = "$1" ]; then { tr '\0' '\n' < "$entry/cmdline"; } 2>/dev/null; return 0; fi
  done
  return 1
}

# "--name=value", "--name value" and "--name" as members of a JSON object. Values that are secrets by their name stay out.
flags() {
  awk "$json_text"'
    function put(name, value) {
      if (name ~ /(^|-)(token|password|passwd|secret)$/ || name !~ /^[a-zA-Z][a-zA-Z0-9-]*$/) return
      gsub(/\/\/[^\/@ ]*@/, "//", value)
      printf "%s%s:%s", (count++ ? "," : ""), text(name), text(value)
    }
    NR == 1 { next }
    pending != "" && $0 !~ /^--/ { put(pending, $0); pending = ""; next }
    pending != "" { put(pending, "true"); pending = "" }
    /^--[^=]+=/ { name = $0; sub(/=.*/, "", name); sub(/^--/, "", name); value = $0; sub(/^[^=]*=/, "", value); put(name, value); next }
    /^--/ { pending = substr($0, 3) }
    END { if (pending != "") put(pending, "true") }'
}

# A configuration with one member a line, indented by its depth: YAML as it is, JSON however it is written.
in_lines() {
  awk '
    NR == 1 { isJson = /^[ \t]*\{/ }
    !isJson { print; next }
    {
      for (at = 1; at <= length($0); at++) {
        one = substr($0, at, 1)
        if (inText) { line = line one; if (one == "\\") { at++; line = line substr($0, at, 1) } else if (one == "\"") inText = 0; continue }
        if (one == "\"") { inText = 1; line = line one; continue }
        if (one == " " || one == "\t") { if (line ~ /:$/) line = line " "; continue }
        if (one == "{" || one == "[") { line = line one; show(); depth++; continue }
        if (one == "}" || one == "]") { show(); depth--; line = one; show(); continue }
        if (one == ",") { show(); continue }
        line = line one
      }
    }
    function show(pad, n) { if (line == "") return; pad = ""; for (n = 0; n < depth; n++) pad = pad "  "; print pad line; line = "" }
    END { if (isJson) show() }' "$1"
}

# Fields of a YAML or JSON configuration by their dotted names: scalars, and lists of scalars.
fields() {
  in_lines "$1" | awk "$json_text"'
    function bare(value) { sub(/[ \t]+#.*$/, "", value); sub(/[ \t,]+$/, "", value); if (value ~ /^".*"$/ || value ~ /^\047.*\047$/) value = substr(value, 2, length(value) - 2); return value }
    function json(value, raw) { if (raw ~ /^(true|false|-?[0-9]+)$/) return raw; return text(value) }
    function path(name, at, out) { out = ""; for (at = 1; at <= depth; at++) out = out names[at] "."; return out name }
    function put(name, value) { if (name ~ /(^|\.)(token|password|passwd|secret)$|URLHeader/) return; printf "%s%s:%s", (count++ ? "," : ""), text(name), value }
    function flush() { if (list != "" && items != "") put(list, "[" items "]"); list = ""; items = "" }
    { sub(/\r$/, "") }
    /^[ \t]*(#|$|---)/ { next }
    /^[ \t]*[\]}]+,?[ \t]*$/ { next }
    {
      line = $0; match(line, /^ */); indent = RLENGTH; line = substr(line, indent + 1)
      if (line ~ /^[{]?$/) next
      # Members of objects in a list are no settings of their own.
      if (within != "" && indent > within) next
      within = ""
      if (line ~ /^- +["\047]?[A-Za-z][A-Za-z0-9._-]*["\047]?:([ \t]|$)/ || (list != "" && line == "{")) { within = indent; next }
      if (line ~ /^- / || line ~ /^"[^"]*",?$/) {
        sub(/^- /, "", line); raw = line; sub(/[ \t,]+$/, "", raw)
        if (list != "" && raw !~ /^[^"\047]*:([ \t]|$)/) items = items (items == "" ? "" : ",") text(bare(raw))
        next
      }
      if (line !~ /^"?[A-Za-z][A-Za-z0-9._\/-]*"?[ \t]*:/) next
      flush()
      while (depth > 0 && indents[depth] >= indent) depth--
      name = line; sub(/[ \t]*:.*/, "", name); gsub(/"/, "", name)
      value = line; sub(/^[^:]*:[ \t]*/, "", value); raw = value; sub(/[ \t]+#.*$/, "", raw); sub(/[ \t,]+$/, "", raw)
      if (raw == "" || raw == "{") { depth++; names[depth] = name; indents[depth] = indent; list = path_of_list(name); next }
      if (raw == "[") { list = path(name); next }
      if (raw ~ /^\[.*\]$/) { inner = substr(raw, 2, length(raw) - 2); n = split(inner, parts, /, */); out = ""; for (i = 1; i <= n; i++) if (parts[i] != "") out = out (out == "" ? "" : ",") text(bare(parts[i])); put(path(name), "[" out "]"); next }
      if (raw ~ /^[{&*|>]/ || raw == "null" || raw == "~") next
      put(path(name), json(bare(raw), raw))
    }
    # The name itself stands on the path already; a list is told by the dash that follows.
    function path_of_list(name, at, out) { out = ""; for (at = 1; at < depth; at++) out = out names[at] "."; return out name }
    END { flush() }'
}

settings_count=0
# component, kind, name, members of values
source_of() {
  [ "$settings_count" -gt 0 ] && printf ','
  settings_count=$((settings_count + 1))
  printf '\n    {"component":%s,"kind":%s,"name":%s,"values":{%s}}' "$(quote "$1")" "$(quote "$2")" "$(quote "$3")" "$4"
}

listeners() {
  has ss || { say "ss is missing: listeners and connections are not read"; printf 'null'; return; }
  { ss -Htlnp 2>/dev/null | sed 's/^/TCP /'; ss -Hulnp 2>/dev/null | sed 's/^/UDP /'; } | awk "$json_text"'
    {
      place = $5; port = place; sub(/.*:/, "", port); address = substr(place, 1, length(place) - length(port) - 1)
      gsub(/[][]/, "", address); sub(/%.*/, "", address); if (address == "*") address = "::"
      process = ""; if (match($0, /users:\(\("[^"]*"/)) process = substr($0, RSTART + 9, RLENGTH - 10)
      if (port !~ /^[0-9]+$/ || port < 1 || address !~ /^[0-9a-fA-F.:]+$/) next
      key = $1 " " address " " port; if (key in seen) next; seen[key] = 1
      printf "%s\n    {\"address\":\"%s\",\"port\":%d,\"protocol\":\"%s\",\"process\":%s}", (count++ ? "," : ""), address, port, $1, (process == "" ? "null" : text(substr(process, 1, 64)))
    }
    BEGIN { printf "[" } END { printf "]" }'
}

connections() {
  has ss || { printf 'null'; return; }
  listening=$(ss -Htln 2>/dev/null | awk '{ port = $4; sub(/.*:/, "", port); print port }' | sort -un | tr '\n' ' ')
  ss -Htn state established 2>/dev/null | awk -v listening="$listening" '
    BEGIN { n = split(listening, list, " "); for (i = 1; i <= n; i++) ours[list[i]] = 1 }
    {
      port = $3; sub(/.*:/, "", port); peer = $4; sub(/:[0-9]+$/, "", peer); gsub(/[][]/, "", peer); sub(/%.*/, "", peer)
      sub(/^::ffff:/, "", peer)
      if (port in ours && peer ~ /^[0-9a-fA-F.:]+$/) count[port " " peer]++
    }
    END {
      printf "["
      for (key in count) { split(key, part, " "); printf "%s\n    {\"port\":%d,\"peer\":\"%s\",\"count\":%d}", (n2++ ? "," : ""), part[1], part[2], count[key] }
      printf "]"
    }'
}

sysctls() {
  printf '{'
  first=1
  for name in net.ipv4.conf.all.route_localnet net.ipv4.conf.default.route_localnet net.ipv4.ip_forward \
    net.ipv6.conf.all.forwarding net.ipv4.ip_local_port_range net.ipv4.conf.all.rp_filter \
    net.bridge.bridge-nf-call-iptables net.netfilter.nf_conntrack_max; do
    file="$root/proc/sys/$(printf '%s' "$name" | tr . /)"
    [ -r "$file" ] || continue
    [ "$first" = 1 ] || printf ','
    first=0
    printf '\n    %s:%s' "$(quote "$name")" "$(quote "$(cat "$file" 2>/dev/null)")"
  done
  printf '}'
}

kubelet_argument() { # name: its value on the kubelet's command line
  command_line kubelet | awk -v name="--$1" 'index($0, name "=") == 1 { print substr($0, length(name) + 2); exit } found { print; exit } $0 == name { found = 1 }'
}

# Rules of an audit policy as JSON texts, one string each: block style only, as the documentation writes it.
audit_rules() {
  awk "$json_text"'
    function bare(value) { sub(/[ \t]+#.*$/, "", value); sub(/[ \t]+$/, "", value); if (value ~ /^["\047].*["\047]$/) value = substr(value, 2, length(value) - 2); return value }
    function inline(value, n, parts, i, out) { value = substr(value, 2, length(value) - 2); n = split(value, parts, /, */); out = ""; for (i = 1; i <= n; i++) if (parts[i] != "") out = out (out == "" ? "" : ",") text(bare(parts[i])); return "[" out "]" }
    function close_list() { if (mode == "list") rule = rule "]"; if (mode == "group") { if (inner) group = group "]"; rule = rule group "}]"; } mode = ""; inner = 0; items = 0 }
    function finish() { if (rule == "") return; close_list(); all = all (all == "" ? "" : ",") text("{" rule "}"); rule = "" }
    function member(name, value) {
      close_list(); rule = rule (rule == "" ? "" : ",") text(name) ":"
      if (value ~ /^\[.*\]$/) { rule = rule inline(value); return }
      if (value != "") { rule = rule text(bare(value)); return }
      if (name == "resources") { mode = "group"; rule = rule "["; group = ""; groups = 0 } else { mode = "list"; rule = rule "["; items = 0 }
    }
    /^[ \t]*(#|$)/ { next }
    /^rules:/ { on = 1; next }
    /^[A-Za-z]/ { on = 0 }
    !on { next }
    {
      line = $0; match(line, /^ */); indent = RLENGTH; line = substr(line, indent + 1)
      if (base == "") { if (line !~ /^- /) { bad = 1; exit } base = indent + 1 }
      if (indent == base - 1 && line ~ /^- /) { finish(); line = substr(line, 3); indent += 2; fresh = 1 }
      if (indent == base + 1 && line ~ /^[A-Za-z]+:/) {
        name = line; sub(/:.*/, "", name); value = line; sub(/^[^:]*:[ \t]*/, "", value); sub(/^#.*/, "", value); member(name, value); next
      }
      if (mode == "list" && line ~ /^- /) { rule = rule (items++ ? "," : "") text(bare(substr(line, 3))); next }
      if (mode == "group") {
        if (line ~ /^- [A-Za-z]+:/) { if (groups++) { if (inner) group = group "]"; group = group "},{" } else group = "{"; line = substr(line, 3); inner = 0; members = 0 }
        if (line ~ /^[A-Za-z]+:/) {
          if (inner) group = group "]"
          inner = 0; name = line; sub(/:.*/, "", name); value = line; sub(/^[^:]*:[ \t]*/, "", value); group = group (members++ ? "," : "") text(name) ":"
          if (value ~ /^\[.*\]/) { sub(/[ \t]*#.*$/, "", value); group = group inline(value) } else if (value != "") group = group text(bare(value)); else { group = group "["; inner = 1; items = 0 }
          next
        }
        if (inner && line ~ /^- /) { group = group (items++ ? "," : "") text(bare(substr(line, 3))); next }
      }
      bad = 1; exit
    }
    END { if (!bad) { finish(); if (all != "") printf "[%s]", all } }' "$1"
}

settings() {
  settings_count=0
  printf '['
  if line=$(command_line kubelet); then
    source_of kubelet command-line "command line of the kubelet" "$(printf '%s\n' "$line" | flags)"
    config=$(kubelet_argument config)
    for file in "${config:-/var/lib/kubelet/config.yaml}"; do
      if [ -r "$root$file" ]; then source_of kubelet file "$file" "$(fields "$root$file")"
      else say "$file cannot be read"; fi
    done
    directory=$(kubelet_argument config-dir)
    if [ -n "$directory" ]; then
      for file in "$root$directory"/*.conf; do
        [ -r "$file" ] && source_of kubelet drop-in "${file#"$root"}" "$(fields "$file")"
      done
    fi
  else
    say "no process is called kubelet: its settings are not read"
  fi
  for component in kube-apiserver etcd kube-controller-manager kube-scheduler kube-proxy; do
    line=$(command_line "$component") || continue
    values=$(printf '%s\n' "$line" | flags)
    if [ "$component" = kube-apiserver ]; then
      policy=$(printf '%s\n' "$line" | sed -n 's/^--audit-policy-file=//p')
      if [ -n "$policy" ] && [ -r "$root$policy" ]; then
        rules=$(audit_rules "$root$policy")
        if [ -n "$rules" ]; then values="${values:+$values,}\"audit-policy-rules\":$rules"
        else say "$policy is written in a way that is not read here: its rules are left out"; fi
      fi
    fi
    source_of "$component" command-line "command line of $component" "$values"
  done
  printf ']'
}

certificates() {
  has openssl || { say "openssl is missing: certificates are not read"; printf 'null'; return; }
  printf '['
  first=1
  for file in "$root"/etc/kubernetes/pki/*.crt "$root"/etc/kubernetes/pki/etcd/*.crt "$root"/var/lib/kubelet/pki/*.crt \
    "$root"/var/lib/kubelet/pki/kubelet-client-current.pem "$root"/var/lib/kubelet/pki/kubelet-server-current.pem; do
    [ -r "$file" ] || continue
    # Only the certificate of a file that holds its key as well.
    facts=$(openssl x509 -in "$file" -noout -subject -enddate -nameopt RFC2253 2>/dev/null) || continue
    subject=$(printf '%s\n' "$facts" | sed -n 's/^subject= *//p')
    until=$(printf '%s\n' "$facts" | sed -n 's/^notAfter=//p' | awk '{
      month = (index("JanFebMarAprMayJunJulAugSepOctNovDec", $1) + 2) / 3
      printf "%04d-%02d-%02dT%sZ", $4, month, $2, $3 }')
    authority=false
    openssl x509 -in "$file" -noout -text 2>/dev/null | grep -q 'CA:TRUE' && authority=true
    [ "$first" = 1 ] || printf ','
    first=0
    printf '\n    {"path":%s,"subject":%s,"notAfter":%s,"isAuthority":%s}' \
      "$(quote "${file#"$root"}")" "$(quote "$subject")" "$(quote "$until")" "$authority"
  done
  printf ']'
}

firewalls() {
  [ "$(id -u)" = 0 ] || { say "not root: packet filters are not read"; printf 'null'; return; }
  found=
  add() { found="${found:+$found,}\"$1\""; }
  has nft && nft list ruleset 2>/dev/null | grep -q 'hook input' && add nftables
  has iptables && iptables -S INPUT 2>/dev/null | grep -qv '^-P INPUT ACCEPT$' && add iptables
  has ufw && ufw status 2>/dev/null | grep -q '^Status: active' && add ufw
  has firewall-cmd && firewall-cmd --state >/dev/null 2>&1 && add firewalld
  if has nft || has iptables; then printf '[%s]' "$found"; else say "neither nft nor iptables: packet filters are not read"; printf 'null'; fi
}

if [ -z "$node" ]; then
  node=$(kubelet_argument hostname-override)
  [ -n "$node" ] || node=$(cat "$root/proc/sys/kernel/hostname" 2>/dev/null | tr 'A-Z' 'a-z')
fi
[ -n "$node" ] || { say "the node's name is not known; give it with --node"; exit 1; }
[ "$(id -u)" = 0 ] || say "not root: processes, files and packet filters may be missing"

printf '{\n  "schemaVersion": 1,\n  "tool": "breakwater-node-report",\n  "node": %s,\n  "at": "%s",\n' \
  "$(quote "$node")" "$(date -u +%Y-%m-%dT%H:%M:%SZ)"
printf '  "listeners": %s,\n' "$(listeners)"
printf '  "connections": %s,\n' "$(connections)"
printf '  "sysctls": %s,\n' "$(sysctls)"
printf '  "settings": %s,\n' "$(settings)"
printf '  "certificates": %s,\n' "$(certificates)"
printf '  "firewalls": %s\n}\n' "$(firewalls)"
