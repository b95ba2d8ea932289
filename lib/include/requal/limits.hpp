/** @file
 * How much work a stranger's file may ask for. Every limit is a parameter; going one over is an
 * `unprocessable` input with a code of its own, never a crash and never a verdict.
 */
#pragma once

#include <cstddef>
#include <cstdint>

namespace requal {

struct Limits {
    std::uint64_t input_bytes = 20U * 1024U * 1024U; ///< size of one input file
    std::size_t json_depth = 64;                     ///< nesting of arrays and objects
    std::size_t json_members = 1'000'000;            ///< values of one JSON document, all levels
    std::size_t xml_depth = 128;                     ///< nesting of elements
    std::size_t xml_nodes = 800'000;                 ///< elements, attributes, texts and comments of one document
    std::size_t xml_attributes = 128;                ///< attributes and namespace declarations of one element
    std::size_t xml_namespaces = 100;                ///< namespace declarations in scope at one place
    std::size_t xml_names = 20'000;                  ///< different names of elements, attributes and so on
    std::size_t references = 4'096;                  ///< references of one signature, those of manifests included
    std::size_t xml_work = 100'000'000;              ///< bytes and nodes handled for the references of one file
    std::size_t transforms = 8;                      ///< transforms of one reference
    std::size_t signatures = 16;                     ///< signatures of one envelope
    std::size_t timestamps = 64;                     ///< time-stamp tokens of one signature
    std::size_t certificates = 128;                  ///< certificates carried by one signature
    std::size_t revocations = 128;                   ///< CRL and OCSP answers carried by one signature
    std::size_t chain_length = 10;                   ///< certificates from the signer to the anchor
    std::size_t siblings = 50'000;                   ///< elements of one name side by side, in an XML credential
    std::size_t achievements = 20'000;               ///< achievements of one credential, parts included
    std::size_t findings = 2'000;                    ///< profile findings that are listed one by one
    std::size_t seal_work =
        1'200'000; ///< for the seals of one file, all together; about a microsecond each, see Effort
    std::size_t asn1_elements = 2'000'000; ///< in certificates, lists, answers and tokens of one file, all together
    std::size_t output_bytes = 20'000'000; ///< the answer about one input
};

} // namespace requal
