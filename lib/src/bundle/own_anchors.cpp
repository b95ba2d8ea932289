#include "bundle/list_check.hpp"
#include "bundle/store.hpp"
#include "trust/anchors.hpp"
#include "trust/bundle.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"
#include "requal/file.hpp"
#include "requal/trust_import.hpp"

#include <algorithm>
#include <vector>

namespace requal {

namespace bundle {

std::vector<trust::OwnAnchor> read_own_anchors(const Store& store, const trust::Manifest& manifest) {
    std::vector<trust::OwnAnchor> anchors;
    for (const BundledAnchor& entry : manifest.anchors) {
        const std::string der = store.read(entry.file, entry.sha256);
        if (auto certificate = crypto::Certificate::from_der(as_bytes(der)))
            anchors.push_back({entry.name, std::move(*certificate)});
    }
    return anchors;
}

std::vector<trust::TrustedList> read_lists(const Store& store, const trust::Manifest& manifest) {
    std::vector<trust::TrustedList> lists;
    for (const BundledList& facts : manifest.lists) {
        CheckedList checked = check_list(facts.source, store.read(facts.file, facts.sha256));
        if (!checked.intact())
            throw Error{Code::trust_bundle_unusable,
                        {{"path", store.folder()}, {"detail", facts.file + " is no good list any more"}}};
        lists.push_back(std::move(*checked.list));
    }
    return lists;
}

} // namespace bundle

TrustBundle add_own_anchor(const std::string& folder, const std::string& certificate_file, const std::string& name,
                           Time at) {
    const std::vector<std::string> files{certificate_file};
    const TrustAnchors given = TrustAnchors::from_files(files);
    bundle::Store store{folder};
    trust::Manifest manifest = store.manifest().value_or(trust::Manifest{});
    std::erase_if(manifest.anchors, [&](const BundledAnchor& entry) { return entry.name == name; });
    for (const crypto::Certificate& certificate : trust::certificates(given)) {
        const ByteView der = certificate.der();
        const std::string_view content{reinterpret_cast<const char*>(der.data()), der.size()};
        manifest.anchors.push_back(
            {name, certificate.sha256(), store.keep("anchors", name, certificate.sha256(), ".der", content)});
    }
    manifest.made = at;
    const std::vector<trust::TrustedList> lists = bundle::read_lists(store, manifest);
    std::vector<trust::IndexedList> indexed;
    for (const trust::TrustedList& list : lists)
        if (!list.is_list_of_lists())
            indexed.push_back({list.territory, &list});
    store.publish(manifest, indexed, bundle::read_own_anchors(store, manifest));
    return TrustBundle::open(folder);
}

} // namespace requal
