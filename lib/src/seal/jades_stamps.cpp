#include "seal/jades_stamps.hpp"

#include "json/canonical.hpp"

#include "requal/base64.hpp"
#include "requal/codes.hpp"

#include <algorithm>

namespace requal::seal {
namespace {

/** What each kind of stamp must have been made over. */
class StampCollector {
  public:
    StampCollector(const intake::JwsSignature& signature, const SignedContent& content,
                   const UnsignedProperties& properties, const Beside& beside, const Limits& limits,
                   Material& material)
        : m_signature(signature), m_content(content.stamped()), m_properties(properties), m_beside(beside),
          m_limits(limits), m_material(material) {}

    void collect() {
        if (const json::Value& ado = m_signature.protected_header->root()["adoTst"]; ado.exists())
            tokens(ado, *stamp_kind(StampFormat::jades, "adoTst", ""), m_signature.where + "/protected/adoTst", 0);
        for (std::size_t i = 0; i < m_properties.entries.size(); ++i) {
            const UnsignedProperty& entry = m_properties.entries[i];
            const StampKind* kind = stamp_kind(StampFormat::jades, entry.name, "");
            // What claims to stand inside what was signed counts only there.
            if (kind != nullptr && kind->role != StampRole::content)
                tokens(*entry.value, *kind, entry.where, i);
        }
    }

  private:
    void tokens(const json::Value& container, const StampKind& kind, const std::string& where, std::size_t order) {
        const json::Value& list = container["tstTokens"];
        if (!list.is_array() || list.size() == 0) {
            damaged(m_material, where, std::string{kind.element});
            return;
        }
        std::size_t index = 0;
        for (const json::Value& entry : list.items()) {
            Timestamp stamp;
            stamp.role = kind.role;
            stamp.proof = kind.proof;
            stamp.covers = kind.covers;
            stamp.element = kind.element;
            stamp.where = where + "/tstTokens" + json::pointer_step(index++);
            stamp.order = order;
            if (m_material.timestamps.size() >= m_limits.timestamps)
                too_much(m_limits.timestamps, stamp.where);
            const auto der = base64_decode(entry["val"].text(), Base64::standard);
            if (der && !read_token(*der, stamp, m_beside, m_limits, m_material))
                too_much(m_limits.revocations, stamp.where);
            if (stamp.token)
                stamp.imprint_intact = imprint_holds(stamp, container);
            m_material.timestamps.push_back(std::move(stamp));
        }
    }

    bool imprint_holds(Timestamp& stamp, const json::Value& container) {
        const crypto::TimestampToken& token = *stamp.token;
        const ByteView signature = as_bytes(m_signature.signature_text);
        if (!token.imprint_hash)
            return not_computed(stamp, "its digest is " + token.imprint_algorithm);
        const bool over_content = (stamp.covers & covers::contents) != 0;
        if (over_content && !m_content) {
            stamp.content_missing = true;
            return not_computed(stamp, "something that it covers is not at hand");
        }
        if (stamp.role == StampRole::content) {
            stamp.covers_nothing = m_content->empty();
            return token.matches({*m_content});
        }
        if (stamp.role == StampRole::signature)
            return token.matches({signature});
        for (const Spelling spelling : spellings(stamp, container)) {
            const auto before = [&](std::initializer_list<std::string_view> only) {
                return joined(spelling, stamp.order, only);
            };
            if (stamp.role == StampRole::archive) {
                const std::string all = before({});
                if (token.matches({*m_content, as_bytes("."), as_bytes(m_signature.protected_text), as_bytes("."),
                                   signature, as_bytes("."), as_bytes(all)}))
                    return true;
            } else if ((stamp.covers & covers::value) == 0) {
                const std::string references = before({"xRefs", "rRefs", "axRefs", "arRefs"});
                if (token.matches({as_bytes(references)})) {
                    stamp.covers_nothing = references.empty();
                    return true;
                }
            } else {
                const std::string references = before({"sigTst", "xRefs", "rRefs", "axRefs", "arRefs"});
                if (token.matches({signature, as_bytes("."), as_bytes(references)}))
                    return true;
            }
        }
        return false;
    }

    static bool not_computed(Timestamp& stamp, std::string why) {
        stamp.not_computed = std::move(why);
        return false;
    }

    /** How an entry is written where a digest is made of it. */
    struct Spelling {
        std::optional<json::Form> form; ///< nothing: the base64url text of the file
        bool with_name = false;         ///< the whole entry, else the value of its member
    };

    /** 5.3.6.3.1: encoded entries are taken as they are. Clear ones have the form that `canonAlg` names; without it
     *  nothing is prescribed, and each form in use is tried: a digest that fits proves the form. */
    std::vector<Spelling> spellings(Timestamp& stamp, const json::Value& container) {
        const json::Value& canonicalization = container["canonAlg"];
        if (const json::Value& what = container["timeStamped"]; what.exists() && what.text() != "all")
            return unknown(stamp, what); // 5.3.6.2: only an earlier time-stamp is covered
        if (!m_properties.clear_form)
            return {Spelling{}};
        if (m_properties.encoded_form)
            return {};
        if (!canonicalization.exists())
            return {{json::Form::as_written, false}, {json::Form::as_written_with_slashes, false}};
        if (canonicalization.text() == "http://json-canonicalization.org/algorithm")
            return {{json::Form::rfc8785, true}, {json::Form::rfc8785, false}};
        return unknown(stamp, canonicalization);
    }

    std::vector<Spelling> unknown(Timestamp& stamp, const json::Value& form) {
        const std::string name{form.text()};
        m_material.add(CheckId::seal_time,
                       {Code::jades_canonicalization_unknown, {{"algorithm", name}}, stamp.where});
        not_computed(stamp, "how what it covers is to be written is not known: " + name);
        return {};
    }

    /** The entries before one, without a separator; of the named ones only, when any is named. */
    [[nodiscard]] std::string joined(const Spelling& spelling, std::size_t end,
                                     std::initializer_list<std::string_view> only) const {
        std::string out;
        for (std::size_t i = 0; i < end; ++i) {
            const UnsignedProperty& entry = m_properties.entries[i];
            if (only.size() != 0 && std::find(only.begin(), only.end(), entry.name) == only.end())
                continue;
            if (!spelling.form)
                out += entry.text;
            else if (!spelling.with_name || entry.name.empty())
                out += json::serialised(*entry.value, *spelling.form);
            else // one member: sorting has nothing to do
                out += "{" + json::quoted(entry.name, *spelling.form) + ":" +
                       json::serialised(*entry.value, *spelling.form) + "}";
        }
        return out;
    }

    const intake::JwsSignature& m_signature;
    std::optional<ByteView> m_content;
    const UnsignedProperties& m_properties;
    const Beside& m_beside;
    const Limits& m_limits;
    Material& m_material;
};

} // namespace

void collect_timestamps(const intake::JwsSignature& signature, const SignedContent& content,
                        const UnsignedProperties& properties, const Beside& beside, const Limits& limits,
                        Material& material) {
    StampCollector{signature, content, properties, beside, limits, material}.collect();
}

} // namespace requal::seal
