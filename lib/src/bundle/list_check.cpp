#include "bundle/list_check.hpp"

#include "base/ascii.hpp"
#include "crypto/digest.hpp"
#include "intake/open.hpp"
#include "seal/xades.hpp"
#include "seal/xml_coverage.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <algorithm>

namespace requal::bundle {
namespace {

/** Digests that can be forged: a list that rests on one proves nothing. */
bool weak(const std::string& digest) {
    return digest == "md5" || digest == "sha1" || digest == "ripemd160";
}

/** What servers send instead of a list, most often with the status of success. */
bool is_web_page(std::string_view content) {
    constexpr std::size_t beginning = 256;
    const std::string start = lower(content.substr(0, beginning));
    return start.find("<!doctype html") != std::string::npos || start.find("<html") != std::string::npos;
}

class Check {
  public:
    Check(CheckedList& out, std::string_view content) : m_out(out), m_content(content) {}

    void run() {
        if (m_content.empty())
            return refuse(Code::trust_not_a_list, {{"kind", "an empty file"}});
        if (is_web_page(m_content))
            return refuse(Code::trust_not_a_list, {{"kind", "a web page"}});
        std::shared_ptr<xml::Document> document;
        try {
            const intake::Opened opened = intake::open(m_content, m_limits);
            if (opened.kind != intake::Kind::trusted_list_xml)
                return refuse(Code::trust_not_a_list, {{"kind", std::string{intake::kind_description(opened.kind)}}});
            document = opened.xml;
        } catch (const Error& error) {
            return refuse(Code::trust_not_a_list,
                          {{"kind", "a file that cannot be read: " + message(error.finding(), Language::en)}},
                          error.finding().where);
        }
        const bool is_signed = check_signature(*document);
        try {
            m_out.list = trust::read_trusted_list(is_signed ? m_covered_root : document->root());
        } catch (const Error& error) {
            m_out.refusals.push_back(error.finding());
        }
    }

  private:
    void refuse(Code code, Arguments arguments = {}, std::string where = {}) {
        m_out.refusals.push_back({code, std::move(arguments), std::move(where)});
    }

    bool check_signature(xml::Document& document) {
        seal::XmlSeals seals;
        try {
            seals = seal::read_xml_seals(document, {}, m_limits);
        } catch (const Error& error) {
            refuse(Code::trust_list_signature_broken, {{"detail", message(error.finding(), Language::en)}});
            return false;
        }
        if (seals.seals.size() != 1) {
            refuse(Code::trust_list_signature_count, {{"count", std::to_string(seals.seals.size())}});
            return false;
        }
        const seal::Material& material = seals.seals.front().material;
        if (const auto flaw = flaw_of(material); !flaw.empty()) {
            refuse(Code::trust_list_signature_broken, {{"detail", flaw}}, material.report.where);
            return false;
        }
        const std::string signed_list = document.root().path();
        const seal::CoveredContent content = seal::keep_covered(document, seals);
        // The seal's own signed properties are a part of their own: they stand inside what the list's part leaves
        // out.
        const auto whole = std::find_if(content.roots.begin(), content.roots.end(),
                                        [](const xml::Element& root) { return trust::is_trusted_list(root); });
        if (whole == content.roots.end() || content.signed_parts.front() != signed_list || !content.outside.empty() ||
            !content.misplaced.empty()) {
            refuse(Code::trust_list_signature_partial);
            return false;
        }
        m_covered_root = *whole;
        m_out.signer = material.signer;
        return true;
    }

    static std::string flaw_of(const seal::Material& material) {
        for (const SealReference& reference : material.report.references)
            if (!reference.intact)
                return reference.uri.empty() ? "the list is not what was signed"
                                             : "the part " + reference.uri + " is not what was signed";
        if (material.report.value_intact != true)
            return "its value does not fit the certificate in it";
        if (material.form != seal::FormVerdict::usable || !material.signer)
            return "its form leaves a doubt about what was signed, or by whom";
        for (const std::string& digest : material.reference_hashes)
            if (weak(digest))
                return "it rests on " + digest + ", which can be forged";
        if (weak(material.signature_hash))
            return "it rests on " + material.signature_hash + ", which can be forged";
        return {};
    }

    CheckedList& m_out;
    std::string_view m_content;
    Limits m_limits = list_limits();
    xml::Element m_covered_root;
};

} // namespace

bool CheckedList::signed_by_one_of(std::span<const crypto::Certificate> announced) const {
    return signer && std::find(announced.begin(), announced.end(), *signer) != announced.end();
}

Limits list_limits() {
    Limits limits;
    limits.input_bytes = 64U * 1024U * 1024U;
    limits.xml_nodes = 4'000'000;
    limits.xml_work = 1'000'000'000;
    return limits;
}

CheckedList check_list(std::string source, std::string_view content) {
    CheckedList out;
    out.source = std::move(source);
    out.sha256 = crypto::sha256_hex(as_bytes(content));
    Check{out, content}.run();
    return out;
}

} // namespace requal::bundle
