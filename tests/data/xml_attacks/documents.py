"""Credentials of a person who does not exist: ELM 2 and ELMO, as text, so that every byte can be bent."""

ELM2 = "http://data.europa.eu/snb"
PRESENTATION = "http://data.europa.eu/snb/vp"
CREDENTIAL = "http://data.europa.eu/europass/model/credentials/w3c#"
ELMO = "https://github.com/emrex-eu/elmo-schemas/tree/v1"
DS = "http://www.w3.org/2000/09/xmldsig#"
AUTHORITY = "http://publications.europa.eu/resource/authority/"
CREDENTIAL_ID = "urn:credential:test-0001"
NAMESPACES = f'xmlns="{ELM2}" xmlns:cred="{CREDENTIAL}" xmlns:ds="{DS}" xmlns:vp="{PRESENTATION}"'
SCHEMA = ('xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://data.europa.eu/snb '
          'http://publications.europa.eu/resource/schema/credential/genericschema_1.2.xsd"')


def text(content, language="en"):
    return f'<text content-type="text/plain" lang="{language}">{content}</text>'


def concept(name, uri, framework, label, framework_label, notation=None):
    written = f' targetNotation="{notation}"' if notation else ""
    return (f'<{name} targetFrameworkUrl="{framework}"{written} uri="{uri}"><targetName>{text(label)}</targetName>'
            f"<targetFrameworkName>{text(framework_label)}</targetFrameworkName></{name}>")


def country(name="country"):
    return concept(name, AUTHORITY + "country/BEL", AUTHORITY + "country", "Belgium", "Country", "country")


def location(number):
    return f"<hasLocation><id>urn:epass:location:{number}</id><hasAddress>{country()}</hasAddress></hasLocation>"


def organisation(number=1, identifier="VATXX-TEST00001", name="TEST University of Nowhere"):
    return (f'<organization id="urn:epass:org:{number}"><registration spatialID="BE">{identifier}</registration>'
            f"<prefLabel>{text(name)}</prefLabel><altLabel>{text('TEST Nowhere')}</altLabel>"
            f'<homepage uri="https://nowhere.example/"/>{location(number)}</organization>')


def achievement(number=1, title="Invented Studies", grade="5 - excellent", inside=""):
    return (f'<learningAchievement id="urn:epass:learningAchievement:{number}"><title>{text(title)}</title>'
            f'<wasDerivedFrom id="urn:epass:assessment:{number}"><title>{text("Invented examination")}</title>'
            f"<grade>{grade}</grade><issuedDate>2025-02-20T00:00:00+01:00</issuedDate>"
            f'<assessedBy idref="urn:epass:org:1"/></wasDerivedFrom>'
            f'<wasAwardedBy idref="urn:epass:awardingProcess:1"/>{inside}'
            '<specifiedBy idref="urn:epass:qualification:1"/></learningAchievement>')


def qualification(inside=""):
    return ('<learningSpecificationReferences><qualification id="urn:epass:qualification:1">'
            f'<title>{text("Bachelor of Invented Studies")}</title><hasECTSCreditPoints>180</hasECTSCreditPoints>'
            + concept("eqfLevel", "http://data.europa.eu/snb/eqf/6", "http://data.europa.eu/snb/eqf/25831c2", "Level 6",
                      "European Qualifications Framework")
            + f'<learningOutcomes><learningOutcome idref="urn:epass:learningOutcome:1"/></learningOutcomes>{inside}'
            "</qualification></learningSpecificationReferences>"
            '<learningOutcomeReferences><learningOutcome id="urn:epass:learningOutcome:1">'
            f'<prefLabel>{text("Invents studies with care")}</prefLabel></learningOutcome></learningOutcomeReferences>')


def credential_parts(name="Tess", family="Testperson", grade="5 - excellent", title="TEST certificate of invented studies",
                     achievements="", specifications="", subject=""):
    """What stands between the root and the proof. The person does not exist."""
    return (concept("type", "http://data.europa.eu/snb/credential/e34929035b", "http://data.europa.eu/snb/credential/25831c2",
                    "Generic", "Europass Standard List of Credential Types")
            + "<primaryLanguage>en</primaryLanguage><availableLanguages><language>en</language></availableLanguages>"
            + "<cred:validFrom>2025-03-01T09:00:00+00:00</cred:validFrom><cred:issued>2025-03-01T09:00:00+00:00</cred:issued>"
            + '<cred:issuer idref="urn:epass:org:1"/>'
            + f"<title>{text(title)}</title><description>{text('TEST data: nobody studied')}</description>"
            + f'<credentialSubject id="urn:epass:person:1"><fullName>{text(name + " " + family)}</fullName>'
            + f"<givenNames>{text(name)}</givenNames><familyName>{text(family)}</familyName>"
            + f"<dateOfBirth>2001-02-03</dateOfBirth>{country('citizenshipCountry')}{location(9)}{subject}"
            + f"<achievements>{achievement(grade=grade)}{achievements}</achievements></credentialSubject>"
            + (specifications or qualification())
            + f"<agentReferences>{organisation()}</agentReferences>"
            + '<awardingProcessReferences><awardingProcess id="urn:epass:awardingProcess:1">'
            + '<awardingBody idref="urn:epass:org:1"/><date>2025-02-20T00:00:00+01:00</date></awardingProcess>'
            + "</awardingProcessReferences>")


def credential(proof="", parts=None, identifier=CREDENTIAL_ID, attribute="cred:id", declarations=f"{NAMESPACES} {SCHEMA}",
               inside=""):
    """A whole europassCredential; `proof` is the text of its signature."""
    return (f'<europassCredential {declarations} {attribute}="{identifier}" xsdVersion="0.10.0">'
            f"{parts or credential_parts()}{inside}<proof>{proof}</proof></europassCredential>")


def inner_credential(parts=None, identifier=CREDENTIAL_ID, attribute="cred:id", declarations=""):
    """A europassCredential for a presentation, without a seal of its own."""
    return (f'<europassCredential{declarations} {attribute}="{identifier}" xsdVersion="0.10.0">'
            f"{parts or credential_parts()}</europassCredential>")


def presentation(content, proof, identifier="urn:verifiable:test-0001", issuer="TEST University of Nowhere"):
    kind = concept("vp:type", "http://data.europa.eu/snb/verifiable-presentation/c_825cddc0",
                   "http://data.europa.eu/snb/verifiable-presentation/25831c2", "Mandated issue",
                   "Verifiable Presentation Type")
    return (f'<vp:verifiablePresentation {NAMESPACES} id="{identifier}">{kind}'
            f'<vp:issuer id="urn:epass:org:vp:1"><registration spatialID="BE">VATXX-TEST00001</registration>'
            f"<prefLabel>{text(issuer)}</prefLabel>{location('vp:1')}</vp:issuer>"
            f"{content}<vp:proof>{proof}</vp:proof></vp:verifiablePresentation>")


def elmo(proof="", label="10", title="Invented Studies", given="Tess", family="Testperson", more=""):
    return (f'<elmo xmlns="{ELMO}" xmlns:ds="{DS}"><generatedDate>2025-03-01T10:00:00+00:00</generatedDate>'
            '<learner><citizenship>BE</citizenship><identifier type="TEST">TEST-0001</identifier>'
            f"<givenNames>{given}</givenNames><familyName>{family}</familyName><bday>2001-02-03</bday></learner>"
            '<report><issuer><country>BE</country><identifier type="TEST">VATXX-TEST00001</identifier>'
            '<title xml:lang="en">TEST University of Nowhere</title><url>https://nowhere.example/</url></issuer>'
            '<learningOpportunitySpecification><identifier type="local">TEST-1</identifier>'
            f'<title xml:lang="en">{title}</title><type>Course</type><specifies><learningOpportunityInstance>'
            f"<start>2024-09-01</start><date>2025-02-20</date><status>passed</status><resultLabel>{label}</resultLabel>"
            "<credit><scheme>ECTS</scheme><value>10</value></credit>"
            "<languageOfInstruction>en</languageOfInstruction></learningOpportunityInstance></specifies>"
            f"</learningOpportunitySpecification>{more}<issueDate>2025-03-01T09:00:00+00:00</issueDate></report>"
            f"{proof}</elmo>")
