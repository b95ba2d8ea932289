#!/bin/sh
# Makes the test authority of the worked example and seals the diploma with it: a root, a seal certificate of the
# invented university, a revocation list, the sealed file, and a copy of it with one grade changed.
# The keys live in a temporary folder and are thrown away; what is written beside this script is committed, so that
# everybody sees the same output. Run it again to make it anew:
#
#   examples/make-authority.sh PATH-TO-requal-seal
set -eu
seal=${1:?usage: make-authority.sh PATH-TO-requal-seal}
case $seal in /*) ;; *) seal=$(pwd)/$seal ;; esac
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir new
: > index.txt
echo 1000 > serial
echo 1000 > crlnumber

cat > ca.cnf <<'EOF'
[ca]
default_ca = test
[test]
dir = .
new_certs_dir = new
database = index.txt
serial = serial
crlnumber = crlnumber
certificate = authority.pem
private_key = authority.key
default_md = sha256
policy = any
unique_subject = no
[any]
countryName = optional
organizationName = optional
organizationIdentifier = optional
commonName = supplied
[req]
distinguished_name = name
prompt = no
[name]
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[seal]
basicConstraints = critical, CA:FALSE
keyUsage = critical, nonRepudiation
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
EOF

openssl ecparam -name prime256v1 -genkey -noout -out authority.key
openssl req -config ca.cnf -new -key authority.key -subj '/C=FR/O=TEST Trust Services/CN=TEST Authority for the worked example' -out authority.csr
openssl ca -config ca.cnf -batch -notext -selfsign -in authority.csr -extensions root \
    -startdate 20260101000000Z -enddate 20451231235959Z -out authority.pem 2> log || { cat log >&2; exit 1; }
openssl ecparam -name prime256v1 -genkey -noout -out seal.key
openssl req -config ca.cnf -new -key seal.key \
    -subj '/C=FR/O=TEST University of Nowhere/organizationIdentifier=VATFR-TEST00001/CN=TEST seal of the University of Nowhere' -out seal.csr
openssl ca -config ca.cnf -batch -notext -in seal.csr -extensions seal \
    -startdate 20260601000000Z -enddate 20281231235959Z -out seal.pem 2> log || { cat log >&2; exit 1; }
openssl ca -config ca.cnf -gencrl -crl_lastupdate 20261101000000Z -crl_nextupdate 20451231000000Z -out authority.crl 2> log || { cat log >&2; exit 1; }

"$seal" --key seal.key --certificate seal.pem --at 2026-07-15T10:00:00Z "$here/diploma.jsonld" --output diploma.sealed.jsonld
# The same seal around another grade: what a forger would try first.
sed 's/14\.2 of 20/17.8 of 20/' diploma.sealed.jsonld > diploma.altered.jsonld
cp authority.pem authority.crl diploma.sealed.jsonld diploma.altered.jsonld "$here/"
