# Makes a bundle of the small lists in $CASE_TMP/bundle, for cases that ask it something.
LISTS=$SOURCE/tests/data/trusted_lists
AUTHORITY=$SOURCE/tests/data/authority
BUNDLE=$CASE_TMP/bundle
AT="--at 2025-06-01"
LOTL="--lotl $LISTS/lotl.xml --lotl-signers $LISTS/signers.pem --pivot $LISTS/pivot-2.xml"
requal-trust import --at 2025-02-10 --into "$BUNDLE" $LOTL "$LISTS/XA.xml" "$LISTS/XB.xml" --output /dev/null
