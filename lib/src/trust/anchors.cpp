#include "trust/anchors.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"
#include "requal/file.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

namespace requal {
namespace {

constexpr std::uint64_t anchor_file_limit = 8U * 1024U * 1024U;

std::string read_anchor_file(const std::string& path) {
    try {
        return read_file(path, anchor_file_limit);
    } catch (const Error& error) {
        throw Error{Code::anchors_unreadable, {{"detail", message(error.finding(), Language::en)}}}.in_file(path);
    }
}

std::string read_evidence_file(const std::string& path) {
    try {
        return read_file(path, anchor_file_limit);
    } catch (const Error& error) {
        throw Error{Code::evidence_unreadable, {{"detail", message(error.finding(), Language::en)}}}.in_file(path);
    }
}

Error not_evidence(const std::string& path, const std::string& what) {
    return Error{Code::evidence_unreadable, {{"detail", "it holds no " + what}}}.in_file(path);
}

} // namespace

CallerEvidence::CallerEvidence() : m_impl(std::make_shared<Impl>()) {}

CallerEvidence CallerEvidence::from_files(std::span<const std::string> certificates,
                                          std::span<const std::string> revocation_lists,
                                          std::span<const std::string> ocsp_answers) {
    auto impl = std::make_shared<Impl>();
    for (const std::string& file : certificates) {
        const auto found = crypto::Certificate::from_pem_or_der(read_evidence_file(file));
        if (found.empty())
            throw not_evidence(file, "certificate");
        impl->certificates.insert(impl->certificates.end(), found.begin(), found.end());
    }
    for (const std::string& file : revocation_lists) {
        auto list = crypto::RevocationList::parse(as_bytes(read_evidence_file(file)));
        if (!list)
            throw not_evidence(file, "revocation list");
        impl->lists.push_back(std::move(*list));
    }
    for (const std::string& file : ocsp_answers) {
        auto answer = crypto::OcspAnswer::parse(as_bytes(read_evidence_file(file)));
        if (!answer)
            throw not_evidence(file, "OCSP answer");
        impl->certificates.insert(impl->certificates.end(), answer->certificates().begin(),
                                  answer->certificates().end());
        impl->answers.push_back(std::move(*answer));
    }
    return CallerEvidence{std::move(impl)};
}

TrustAnchors::TrustAnchors() : m_impl(std::make_shared<Impl>()) {}

TrustAnchors TrustAnchors::from_files(std::span<const std::string> files) {
    auto impl = std::make_shared<Impl>();
    for (const std::string& file : files) {
        const auto found = crypto::Certificate::from_pem_or_der(read_anchor_file(file));
        if (found.empty())
            throw Error{Code::anchors_no_certificate}.in_file(file);
        for (const crypto::Certificate& certificate : found)
            if (std::find(impl->certificates.begin(), impl->certificates.end(), certificate) ==
                impl->certificates.end())
                impl->certificates.push_back(certificate);
    }
    return TrustAnchors{std::move(impl)};
}

std::vector<std::string> TrustAnchors::files_of_folder(const std::string& folder) {
    namespace fs = std::filesystem;
    constexpr std::array<std::string_view, 4> endings{".pem", ".crt", ".cer", ".der"};
    std::vector<std::string> files;
    std::error_code error;
    for (fs::directory_iterator walk{folder, error}, end; !error && walk != end; walk.increment(error)) {
        const std::string ending = walk->path().extension().string();
        std::error_code ignored;
        if (walk->is_regular_file(ignored) && std::find(endings.begin(), endings.end(), ending) != endings.end())
            files.push_back(walk->path().string());
    }
    if (error)
        throw Error{Code::anchors_unreadable, {{"detail", error.message()}}}.in_file(folder);
    if (files.empty())
        throw Error{Code::anchors_no_certificate}.in_file(folder);
    std::sort(files.begin(), files.end());
    return files;
}

bool TrustAnchors::empty() const noexcept {
    return m_impl->certificates.empty();
}

std::vector<std::string> TrustAnchors::fingerprints() const {
    std::vector<std::string> out;
    for (const crypto::Certificate& certificate : m_impl->certificates)
        out.push_back(certificate.sha256());
    return out;
}

} // namespace requal
