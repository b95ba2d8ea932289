#include "trust/anchors.hpp"

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

} // namespace

TrustAnchors::TrustAnchors() : m_impl(std::make_shared<Impl>()) {}

TrustAnchors TrustAnchors::from_files(std::span<const std::string> files) {
    auto impl = std::make_shared<Impl>();
    for (const std::string& file : files) {
        const auto found = crypto::Certificate::from_pem_or_der(read_anchor_file(file));
        if (found.empty())
            throw Error{Code::anchors_no_certificate}.in_file(file);
        for (const crypto::Certificate& certificate : found)
            if (std::find(impl->certificates.begin(), impl->certificates.end(), certificate) == impl->certificates.end())
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

bool TrustAnchors::empty() const noexcept { return m_impl->certificates.empty(); }

std::vector<std::string> TrustAnchors::fingerprints() const {
    std::vector<std::string> out;
    for (const crypto::Certificate& certificate : m_impl->certificates)
        out.push_back(certificate.sha256());
    return out;
}

} // namespace requal
