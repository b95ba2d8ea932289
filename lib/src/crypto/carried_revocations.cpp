#include "crypto/carried_revocations.hpp"

#include "crypto/der_elements.hpp"

#include <memory>

namespace requal::crypto {
namespace {

class Collector {
  public:
    explicit Collector(std::size_t most) : m_most(most) {}

    /** RevocationInfoChoices (RFC 5652, 10.2.1): lists as they are, other kinds as [1] { format, value }. */
    void choices(ByteView inside) {
        const auto elements = elements_of(inside);
        if (!elements)
            return;
        for (const Element& element : *elements)
            if (element.is_context(1))
                other(element.inside);
            else
                list(element.whole);
    }

    /** SEQUENCE { [0] lists, [1] OCSP answers, … }: RevocationValues of CAdES (ETSI EN 319 122-1, A.1.1.2) and
     *  RevocationInfoArchival of PDF (ISO 32000-2, 12.8.3.3.2) have this shape in common. */
    void attribute(const ASN1_STRING* sequence) {
        if (sequence == nullptr)
            return;
        const auto fields =
            sequence_of({ASN1_STRING_get0_data(sequence), static_cast<std::size_t>(ASN1_STRING_length(sequence))});
        if (!fields)
            return;
        for (const Element& field : *fields) {
            const auto values = sequence_of(field.inside);
            for (std::size_t i = 0; values && i < values->size(); ++i)
                if (field.is_context(0))
                    list((*values)[i].whole);
                else if (field.is_context(1))
                    answer((*values)[i].whole);
        }
    }

    CarriedRevocations take() { return std::move(m_out); }

  private:
    bool room() {
        m_out.all = m_out.all && m_out.answers.size() + m_out.lists.size() + m_out.unreadable < m_most;
        return m_out.all;
    }

    void list(ByteView der) {
        if (!room())
            return;
        if (auto read = RevocationList::parse(der))
            m_out.lists.push_back(std::move(*read));
        else
            ++m_out.unreadable;
    }

    void answer(ByteView der) {
        if (!room())
            return;
        if (auto read = OcspAnswer::parse(der))
            m_out.answers.push_back(std::move(*read));
        else
            ++m_out.unreadable;
    }

    /** RFC 5940, 2: id-ri-ocsp-response. What its format is called matters little: an answer shows that it is one,
     *  and some write the BasicOCSPResponse alone. */
    void other(ByteView inside) {
        const auto fields = elements_of(inside);
        if (fields && fields->size() == 2)
            answer((*fields)[1].whole);
    }

    std::size_t m_most;
    CarriedRevocations m_out;
};

const ASN1_STRING* attribute_value(CMS_SignerInfo* signer, const char* oid, bool is_signed) {
    const std::unique_ptr<ASN1_OBJECT, Freed<ASN1_OBJECT_free>> type{OBJ_txt2obj(oid, 1)};
    if (!type)
        return nullptr;
    return static_cast<const ASN1_STRING*>(
        is_signed ? CMS_signed_get0_data_by_OBJ(signer, type.get(), -1, V_ASN1_SEQUENCE)
                  : CMS_unsigned_get0_data_by_OBJ(signer, type.get(), -1, V_ASN1_SEQUENCE));
}

} // namespace

CarriedRevocations carried_revocations(ByteView der, CMS_SignerInfo* signer, std::size_t most) {
    Collector collector{most};
    // ContentInfo ::= SEQUENCE { type, [0] SignedData }; in SignedData [0] are the certificates, [1] this.
    if (const auto outer = sequence_of(der); outer && outer->size() == 2)
        if (const auto data = sequence_of((*outer)[1].inside))
            for (const Element& part : *data)
                if (part.is_context(1))
                    collector.choices(part.inside);
    for (const char* revocation_values : {"1.2.840.113549.1.9.16.2.24", "1.2.840.113583.1.1.8"})
        for (const bool is_signed : {true, false})
            collector.attribute(attribute_value(signer, revocation_values, is_signed));
    return collector.take();
}

} // namespace requal::crypto
