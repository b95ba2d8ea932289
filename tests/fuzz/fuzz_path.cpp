// Whatever certificates come, in whatever parts: a path that is told as anchored is one. Each of its links is asked
// of OpenSSL directly, its end is one of the anchors to the byte, and X509_verify_cert agrees in both directions.
//
// The input is a recipe: the leaf, then how many candidates and which, then how many anchors and which. A byte below
// 240 names a certificate of tests/fuzz/world/stock.pem, which has roots, namesakes of every kind, cross-certificates
// and renewed authorities; any other takes the next certificate from the rest of the input, in DER.

#include "second_opinion.hpp"
#include "world.hpp"

#include "crypto/chain.hpp"

#include <algorithm>

namespace {

using namespace requal;
using crypto::Certificate;

class Recipe {
  public:
    Recipe(ByteView input, const std::vector<Certificate>& stock) : m_stock(stock), m_input(input) {
        // The bytes of the recipe come first: one for the leaf, two counts, and what they count.
        const std::size_t candidates = input.size() > 1 ? input[1] % (most + 1) : 0;
        const std::size_t place = 2 + candidates;
        const std::size_t anchors = input.size() > place ? input[place] % (most + 1) : 0;
        m_rest = std::min(input.size(), place + 1 + anchors);
        if (!input.empty())
            leaf = take(input[0]);
        fill(candidate_certificates, 2, candidates);
        fill(anchor_certificates, place + 1, anchors);
    }

    std::optional<Certificate> leaf;
    std::vector<Certificate> candidate_certificates;
    std::vector<Certificate> anchor_certificates;

  private:
    static constexpr std::size_t most = 12;
    static constexpr std::uint8_t from_the_input = 240;

    void fill(std::vector<Certificate>& into, std::size_t from, std::size_t count) {
        for (std::size_t at = from; at < std::min(from + count, m_input.size()); ++at)
            if (auto one = take(m_input[at]))
                into.push_back(std::move(*one));
    }

    std::optional<Certificate> take(std::uint8_t which) {
        if (which < from_the_input)
            return m_stock[which % m_stock.size()];
        // SEQUENCE with a length of two bytes, as every certificate has it.
        const ByteView rest = m_input.subspan(m_rest);
        if (rest.size() < 4 || rest[0] != 0x30 || rest[1] != 0x82)
            return std::nullopt;
        const std::size_t size = 4U + (static_cast<std::size_t>(rest[2]) << 8U) + rest[3];
        if (size > rest.size())
            return std::nullopt;
        m_rest += size;
        return Certificate::from_der(rest.first(size));
    }

    const std::vector<Certificate>& m_stock;
    ByteView m_input;
    std::size_t m_rest = 0;
};

std::vector<ByteView> bytes_of(const std::vector<Certificate>& certificates) {
    std::vector<ByteView> all;
    for (const Certificate& certificate : certificates)
        all.emplace_back(certificate.der());
    return all;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using fuzz::expect;
    static const std::vector<Certificate> stock = fuzz::world_certificates("stock.pem");
    const Recipe recipe{{data, size}, stock};
    if (!recipe.leaf)
        return 0;
    constexpr std::size_t longest = 10;
    const crypto::Chain chain =
        crypto::build_chain(*recipe.leaf, recipe.candidate_certificates, recipe.anchor_certificates, longest);
    expect(!chain.certificates.empty() && chain.certificates.front() == *recipe.leaf);
    expect(chain.certificates.size() <= longest + 2);
    // What is told as a path is one, whether it ends at an anchor or nowhere.
    for (std::size_t i = 1; i < chain.certificates.size(); ++i)
        expect(fuzz::link_holds(chain.certificates[i - 1].der(), chain.certificates[i].der()));
    const bool ends_at_anchor = std::find(recipe.anchor_certificates.begin(), recipe.anchor_certificates.end(),
                                          chain.certificates.back()) != recipe.anchor_certificates.end();
    expect(chain.anchored == ends_at_anchor);
    if (chain.anchored && chain.problems.empty())
        expect(fuzz::path_holds(bytes_of(chain.certificates)));
    if (fuzz::path_exists(recipe.leaf->der(), bytes_of(recipe.candidate_certificates),
                          bytes_of(recipe.anchor_certificates)))
        expect(chain.search_ended || (chain.anchored && chain.problems.empty()));
    return 0;
}
