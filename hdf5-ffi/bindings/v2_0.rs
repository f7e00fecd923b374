// From the headers of libhdf5 2.2.0, by bindgen: scripts/bindings.sh makes it anew.

pub const H5O_MAX_TOKEN_SIZE: u32 = 16;
pub const H5O_COPY_SHALLOW_HIERARCHY_FLAG: u32 = 1;
pub const H5O_COPY_EXPAND_SOFT_LINK_FLAG: u32 = 2;
pub const H5O_COPY_EXPAND_EXT_LINK_FLAG: u32 = 4;
pub const H5O_COPY_EXPAND_REFERENCE_FLAG: u32 = 8;
pub const H5O_COPY_WITHOUT_ATTR_FLAG: u32 = 16;
pub const H5O_COPY_PRESERVE_NULL_FLAG: u32 = 32;
pub const H5O_COPY_MERGE_COMMITTED_DTYPE_FLAG: u32 = 64;
pub const H5O_COPY_ALL: u32 = 127;
pub const H5O_SHMESG_NONE_FLAG: u32 = 0;
pub const H5O_HDR_CHUNK0_SIZE: u32 = 3;
pub const H5O_HDR_ATTR_CRT_ORDER_TRACKED: u32 = 4;
pub const H5O_HDR_ATTR_CRT_ORDER_INDEXED: u32 = 8;
pub const H5O_HDR_ATTR_STORE_PHASE_CHANGE: u32 = 16;
pub const H5O_HDR_STORE_TIMES: u32 = 32;
pub const H5O_HDR_ALL_FLAGS: u32 = 63;
pub const H5O_SHMESG_MAX_NINDEXES: u32 = 8;
pub const H5O_SHMESG_MAX_LIST_SIZE: u32 = 5000;
pub const H5O_INFO_BASIC: u32 = 1;
pub const H5O_INFO_TIME: u32 = 2;
pub const H5O_INFO_NUM_ATTRS: u32 = 4;
pub const H5O_INFO_ALL: u32 = 7;
pub const H5O_NATIVE_INFO_HDR: u32 = 8;
pub const H5O_NATIVE_INFO_META_SIZE: u32 = 16;
pub const H5O_NATIVE_INFO_ALL: u32 = 24;
pub const H5O_INFO_HDR: u32 = 8;
pub const H5O_INFO_META_SIZE: u32 = 16;
pub const H5T_OPAQUE_TAG_MAX: u32 = 256;
pub const H5AC__CURR_CACHE_CONFIG_VERSION: u32 = 1;
pub const H5AC__MAX_TRACE_FILE_NAME_LEN: u32 = 1024;
pub const H5AC_METADATA_WRITE_STRATEGY__PROCESS_0_ONLY: u32 = 0;
pub const H5AC_METADATA_WRITE_STRATEGY__DISTRIBUTED: u32 = 1;
pub const H5AC__CURR_CACHE_IMAGE_CONFIG_VERSION: u32 = 1;
pub const H5AC__CACHE_IMAGE__ENTRY_AGEOUT__NONE: i32 = -1;
pub const H5AC__CACHE_IMAGE__ENTRY_AGEOUT__MAX: u32 = 100;
pub const H5D_CHUNK_DONT_FILTER_PARTIAL_CHUNKS: u32 = 2;
pub const H5D_XFER_DIRECT_CHUNK_WRITE_FLAG_NAME: &[u8; 18] = b"direct_chunk_flag\0";
pub const H5D_XFER_DIRECT_CHUNK_WRITE_FILTERS_NAME: &[u8; 21] = b"direct_chunk_filters\0";
pub const H5D_XFER_DIRECT_CHUNK_WRITE_OFFSET_NAME: &[u8; 20] = b"direct_chunk_offset\0";
pub const H5D_XFER_DIRECT_CHUNK_WRITE_DATASIZE_NAME: &[u8; 22] = b"direct_chunk_datasize\0";
pub const H5D_XFER_DIRECT_CHUNK_READ_FLAG_NAME: &[u8; 23] = b"direct_chunk_read_flag\0";
pub const H5D_XFER_DIRECT_CHUNK_READ_OFFSET_NAME: &[u8; 25] = b"direct_chunk_read_offset\0";
pub const H5D_XFER_DIRECT_CHUNK_READ_FILTERS_NAME: &[u8; 26] = b"direct_chunk_read_filters\0";
pub const H5ES_NONE: u32 = 0;
pub const H5ES_WAIT_NONE: u32 = 0;
pub const H5F_OBJ_FILE: u32 = 1;
pub const H5F_OBJ_DATASET: u32 = 2;
pub const H5F_OBJ_GROUP: u32 = 4;
pub const H5F_OBJ_DATATYPE: u32 = 8;
pub const H5F_OBJ_ATTR: u32 = 16;
pub const H5F_OBJ_ALL: u32 = 31;
pub const H5F_OBJ_LOCAL: u32 = 32;
pub const H5F_FAMILY_DEFAULT: u32 = 0;
pub const H5F_PAGE_BUFFER_SIZE_DEFAULT: i32 = -1;
pub const H5F_NUM_METADATA_READ_RETRY_TYPES: u32 = 21;
pub const H5F_RFIC_UNUSUAL_NUM_UNUSED_NUMERIC_BITS: u32 = 1;
pub const H5F_RFIC_ALL: u32 = 1;
pub const H5F_ACC_DEBUG: u32 = 0;
pub const H5FD_VFD_DEFAULT: u32 = 0;
pub const H5FD_FEAT_AGGREGATE_METADATA: u32 = 1;
pub const H5FD_FEAT_ACCUMULATE_METADATA_WRITE: u32 = 2;
pub const H5FD_FEAT_ACCUMULATE_METADATA_READ: u32 = 4;
pub const H5FD_FEAT_ACCUMULATE_METADATA: u32 = 6;
pub const H5FD_FEAT_DATA_SIEVE: u32 = 8;
pub const H5FD_FEAT_AGGREGATE_SMALLDATA: u32 = 16;
pub const H5FD_FEAT_IGNORE_DRVRINFO: u32 = 32;
pub const H5FD_FEAT_DIRTY_DRVRINFO_LOAD: u32 = 64;
pub const H5FD_FEAT_POSIX_COMPAT_HANDLE: u32 = 128;
pub const H5FD_FEAT_HAS_MPI: u32 = 256;
pub const H5FD_FEAT_ALLOCATE_EARLY: u32 = 512;
pub const H5FD_FEAT_ALLOW_FILE_IMAGE: u32 = 1024;
pub const H5FD_FEAT_CAN_USE_FILE_IMAGE_CALLBACKS: u32 = 2048;
pub const H5FD_FEAT_SUPPORTS_SWMR_IO: u32 = 4096;
pub const H5FD_FEAT_USE_ALLOC_SIZE: u32 = 8192;
pub const H5FD_FEAT_PAGED_AGGR: u32 = 16384;
pub const H5FD_FEAT_DEFAULT_VFD_COMPATIBLE: u32 = 32768;
pub const H5FD_FEAT_MEMMANAGE: u32 = 65536;
pub const H5FD_CTL_OPC_RESERVED: u32 = 512;
pub const H5FD_CTL_OPC_EXPER_MIN: u32 = 512;
pub const H5FD_CTL_OPC_EXPER_MAX: u32 = 1023;
pub const H5FD_CTL_INVALID_OPCODE: u32 = 0;
pub const H5FD_CTL_TEST_OPCODE: u32 = 1;
pub const H5FD_CTL_GET_MPI_COMMUNICATOR_OPCODE: u32 = 2;
pub const H5FD_CTL_GET_MPI_INFO_OPCODE: u32 = 9;
pub const H5FD_CTL_GET_MPI_RANK_OPCODE: u32 = 3;
pub const H5FD_CTL_GET_MPI_SIZE_OPCODE: u32 = 4;
pub const H5FD_CTL_MEM_ALLOC: u32 = 5;
pub const H5FD_CTL_MEM_FREE: u32 = 6;
pub const H5FD_CTL_MEM_COPY: u32 = 7;
pub const H5FD_CTL_GET_MPI_FILE_SYNC_OPCODE: u32 = 8;
pub const H5FD_CTL_FAIL_IF_UNKNOWN_FLAG: u32 = 1;
pub const H5FD_CTL_ROUTE_TO_TERMINAL_VFD_FLAG: u32 = 2;
pub const H5L_MAX_LINK_NAME_LEN: u32 = 4294967295;
pub const H5L_SAME_LOC: u32 = 0;
pub const H5G_SAME_LOC: u32 = 0;
pub const H5G_NTYPES: u32 = 256;
pub const H5G_NLIBTYPES: u32 = 8;
pub const H5G_NUSERTYPES: u32 = 248;
pub const H5VL_VERSION: u32 = 3;
pub const H5VL_CAP_FLAG_NONE: u32 = 0;
pub const H5VL_CAP_FLAG_THREADSAFE: u32 = 1;
pub const H5VL_CAP_FLAG_ASYNC: u32 = 2;
pub const H5VL_CAP_FLAG_NATIVE_FILES: u32 = 4;
pub const H5VL_CAP_FLAG_ATTR_BASIC: u32 = 8;
pub const H5VL_CAP_FLAG_ATTR_MORE: u32 = 16;
pub const H5VL_CAP_FLAG_DATASET_BASIC: u32 = 32;
pub const H5VL_CAP_FLAG_DATASET_MORE: u32 = 64;
pub const H5VL_CAP_FLAG_FILE_BASIC: u32 = 128;
pub const H5VL_CAP_FLAG_FILE_MORE: u32 = 256;
pub const H5VL_CAP_FLAG_GROUP_BASIC: u32 = 512;
pub const H5VL_CAP_FLAG_GROUP_MORE: u32 = 1024;
pub const H5VL_CAP_FLAG_LINK_BASIC: u32 = 2048;
pub const H5VL_CAP_FLAG_LINK_MORE: u32 = 4096;
pub const H5VL_CAP_FLAG_MAP_BASIC: u32 = 8192;
pub const H5VL_CAP_FLAG_MAP_MORE: u32 = 16384;
pub const H5VL_CAP_FLAG_OBJECT_BASIC: u32 = 32768;
pub const H5VL_CAP_FLAG_OBJECT_MORE: u32 = 65536;
pub const H5VL_CAP_FLAG_REF_BASIC: u32 = 131072;
pub const H5VL_CAP_FLAG_REF_MORE: u32 = 262144;
pub const H5VL_CAP_FLAG_OBJ_REF: u32 = 524288;
pub const H5VL_CAP_FLAG_REG_REF: u32 = 1048576;
pub const H5VL_CAP_FLAG_ATTR_REF: u32 = 2097152;
pub const H5VL_CAP_FLAG_STORED_DATATYPES: u32 = 4194304;
pub const H5VL_CAP_FLAG_CREATION_ORDER: u32 = 8388608;
pub const H5VL_CAP_FLAG_ITERATE: u32 = 16777216;
pub const H5VL_CAP_FLAG_STORAGE_SIZE: u32 = 33554432;
pub const H5VL_CAP_FLAG_BY_IDX: u32 = 67108864;
pub const H5VL_CAP_FLAG_GET_PLIST: u32 = 134217728;
pub const H5VL_CAP_FLAG_FLUSH_REFRESH: u32 = 268435456;
pub const H5VL_CAP_FLAG_EXTERNAL_LINKS: u32 = 536870912;
pub const H5VL_CAP_FLAG_HARD_LINKS: u32 = 1073741824;
pub const H5VL_CAP_FLAG_SOFT_LINKS: u32 = 2147483648;
pub const H5VL_CAP_FLAG_UD_LINKS: u64 = 4294967296;
pub const H5VL_CAP_FLAG_TRACK_TIMES: u64 = 8589934592;
pub const H5VL_CAP_FLAG_MOUNT: u64 = 17179869184;
pub const H5VL_CAP_FLAG_FILTERS: u64 = 34359738368;
pub const H5VL_CAP_FLAG_FILL_VALUES: u64 = 68719476736;
pub const H5VL_OPT_QUERY_SUPPORTED: u32 = 1;
pub const H5VL_OPT_QUERY_READ_DATA: u32 = 2;
pub const H5VL_OPT_QUERY_WRITE_DATA: u32 = 4;
pub const H5VL_OPT_QUERY_QUERY_METADATA: u32 = 8;
pub const H5VL_OPT_QUERY_MODIFY_METADATA: u32 = 16;
pub const H5VL_OPT_QUERY_COLLECTIVE: u32 = 32;
pub const H5VL_OPT_QUERY_NO_ASYNC: u32 = 64;
pub const H5VL_OPT_QUERY_MULTI_OBJ: u32 = 128;
pub const H5R_REF_BUF_SIZE: u32 = 64;
pub const H5VL_CONTAINER_INFO_VERSION: u32 = 1;
pub const H5VL_MAX_BLOB_ID_SIZE: u32 = 16;
pub const H5VL_RESERVED_NATIVE_OPTIONAL: u32 = 1024;
pub const H5VL_MAP_CREATE: u32 = 1;
pub const H5VL_MAP_OPEN: u32 = 2;
pub const H5VL_MAP_GET_VAL: u32 = 3;
pub const H5VL_MAP_EXISTS: u32 = 4;
pub const H5VL_MAP_PUT: u32 = 5;
pub const H5VL_MAP_GET: u32 = 6;
pub const H5VL_MAP_SPECIFIC: u32 = 7;
pub const H5VL_MAP_OPTIONAL: u32 = 8;
pub const H5VL_MAP_CLOSE: u32 = 9;
pub const H5S_BLOCK: u32 = 1;
pub const H5S_PLIST: u32 = 2;
pub const H5S_MAX_RANK: u32 = 32;
pub const H5S_SEL_ITER_GET_SEQ_LIST_SORTED: u32 = 1;
pub const H5S_SEL_ITER_SHARE_WITH_DATASPACE: u32 = 2;
pub const H5Z_FILTER_ERROR: i32 = -1;
pub const H5Z_FILTER_NONE: u32 = 0;
pub const H5Z_FILTER_DEFLATE: u32 = 1;
pub const H5Z_FILTER_SHUFFLE: u32 = 2;
pub const H5Z_FILTER_FLETCHER32: u32 = 3;
pub const H5Z_FILTER_SZIP: u32 = 4;
pub const H5Z_FILTER_NBIT: u32 = 5;
pub const H5Z_FILTER_SCALEOFFSET: u32 = 6;
pub const H5Z_FILTER_RESERVED: u32 = 256;
pub const H5Z_FILTER_MAX: u32 = 65535;
pub const H5Z_FILTER_ALL: u32 = 0;
pub const H5Z_MAX_NFILTERS: u32 = 32;
pub const H5Z_FLAG_DEFMASK: u32 = 255;
pub const H5Z_FLAG_MANDATORY: u32 = 0;
pub const H5Z_FLAG_OPTIONAL: u32 = 1;
pub const H5Z_FLAG_INVMASK: u32 = 65280;
pub const H5Z_FLAG_REVERSE: u32 = 256;
pub const H5Z_FLAG_SKIP_EDC: u32 = 512;
pub const H5Z_SHUFFLE_USER_NPARMS: u32 = 0;
pub const H5Z_SHUFFLE_TOTAL_NPARMS: u32 = 1;
pub const H5Z_SZIP_USER_NPARMS: u32 = 2;
pub const H5Z_SZIP_TOTAL_NPARMS: u32 = 4;
pub const H5Z_SZIP_PARM_MASK: u32 = 0;
pub const H5Z_SZIP_PARM_PPB: u32 = 1;
pub const H5Z_SZIP_PARM_BPP: u32 = 2;
pub const H5Z_SZIP_PARM_PPS: u32 = 3;
pub const H5Z_NBIT_USER_NPARMS: u32 = 0;
pub const H5Z_SCALEOFFSET_USER_NPARMS: u32 = 2;
pub const H5Z_SO_INT_MINBITS_DEFAULT: u32 = 0;
pub const H5Z_FILTER_CONFIG_ENCODE_ENABLED: u32 = 1;
pub const H5Z_FILTER_CONFIG_DECODE_ENABLED: u32 = 2;
pub const H5P_CRT_ORDER_TRACKED: u32 = 1;
pub const H5P_CRT_ORDER_INDEXED: u32 = 2;
pub const H5D_SEL_IO_DISABLE_BY_API: u32 = 1;
pub const H5D_SEL_IO_NOT_CONTIGUOUS_OR_CHUNKED_DATASET: u32 = 2;
pub const H5D_SEL_IO_CONTIGUOUS_SIEVE_BUFFER: u32 = 4;
pub const H5D_SEL_IO_NO_VECTOR_OR_SELECTION_IO_CB: u32 = 8;
pub const H5D_SEL_IO_PAGE_BUFFER: u32 = 16;
pub const H5D_SEL_IO_DATASET_FILTER: u32 = 32;
pub const H5D_SEL_IO_CHUNK_CACHE: u32 = 64;
pub const H5D_SEL_IO_TCONV_BUF_TOO_SMALL: u32 = 128;
pub const H5D_SEL_IO_BKG_BUF_TOO_SMALL: u32 = 256;
pub const H5D_SEL_IO_DEFAULT_OFF: u32 = 512;
pub const H5D_MPIO_NO_SELECTION_IO_CAUSES: u32 = 481;
pub const H5D_SCALAR_IO: u32 = 1;
pub const H5D_VECTOR_IO: u32 = 2;
pub const H5D_SELECTION_IO: u32 = 4;
pub const H5PL_NO_PLUGIN: &[u8; 3] = b"::\0";
pub const H5PL_FILTER_PLUGIN: u32 = 1;
pub const H5PL_VOL_PLUGIN: u32 = 2;
pub const H5PL_VFD_PLUGIN: u32 = 4;
pub const H5PL_ALL_PLUGIN: u32 = 65535;
pub const H5FD_CLASS_VERSION: u32 = 1;
pub const H5L_LINK_CLASS_T_VERS: u32 = 1;
pub const H5L_EXT_VERSION: u32 = 0;
pub const H5L_EXT_FLAGS_ALL: u32 = 0;
pub const H5L_LINK_CLASS_T_VERS_0: u32 = 0;
pub const H5Z_CLASS_T_VERS: u32 = 1;
pub const H5VL_NATIVE_NAME: &[u8; 7] = b"native\0";
pub const H5VL_NATIVE_VALUE: u32 = 0;
pub const H5VL_NATIVE_VERSION: u32 = 0;
pub const H5VL_NATIVE_ATTR_ITERATE_OLD: u32 = 0;
pub const H5VL_NATIVE_DATASET_FORMAT_CONVERT: u32 = 0;
pub const H5VL_NATIVE_DATASET_GET_CHUNK_INDEX_TYPE: u32 = 1;
pub const H5VL_NATIVE_DATASET_GET_CHUNK_STORAGE_SIZE: u32 = 2;
pub const H5VL_NATIVE_DATASET_GET_NUM_CHUNKS: u32 = 3;
pub const H5VL_NATIVE_DATASET_GET_CHUNK_INFO_BY_IDX: u32 = 4;
pub const H5VL_NATIVE_DATASET_GET_CHUNK_INFO_BY_COORD: u32 = 5;
pub const H5VL_NATIVE_DATASET_CHUNK_READ: u32 = 6;
pub const H5VL_NATIVE_DATASET_CHUNK_WRITE: u32 = 7;
pub const H5VL_NATIVE_DATASET_GET_VLEN_BUF_SIZE: u32 = 8;
pub const H5VL_NATIVE_DATASET_GET_OFFSET: u32 = 9;
pub const H5VL_NATIVE_DATASET_CHUNK_ITER: u32 = 10;
pub const H5VL_NATIVE_FILE_CLEAR_ELINK_CACHE: u32 = 0;
pub const H5VL_NATIVE_FILE_GET_FILE_IMAGE: u32 = 1;
pub const H5VL_NATIVE_FILE_GET_FREE_SECTIONS: u32 = 2;
pub const H5VL_NATIVE_FILE_GET_FREE_SPACE: u32 = 3;
pub const H5VL_NATIVE_FILE_GET_INFO: u32 = 4;
pub const H5VL_NATIVE_FILE_GET_MDC_CONF: u32 = 5;
pub const H5VL_NATIVE_FILE_GET_MDC_HR: u32 = 6;
pub const H5VL_NATIVE_FILE_GET_MDC_SIZE: u32 = 7;
pub const H5VL_NATIVE_FILE_GET_SIZE: u32 = 8;
pub const H5VL_NATIVE_FILE_GET_VFD_HANDLE: u32 = 9;
pub const H5VL_NATIVE_FILE_RESET_MDC_HIT_RATE: u32 = 10;
pub const H5VL_NATIVE_FILE_SET_MDC_CONFIG: u32 = 11;
pub const H5VL_NATIVE_FILE_GET_METADATA_READ_RETRY_INFO: u32 = 12;
pub const H5VL_NATIVE_FILE_START_SWMR_WRITE: u32 = 13;
pub const H5VL_NATIVE_FILE_START_MDC_LOGGING: u32 = 14;
pub const H5VL_NATIVE_FILE_STOP_MDC_LOGGING: u32 = 15;
pub const H5VL_NATIVE_FILE_GET_MDC_LOGGING_STATUS: u32 = 16;
pub const H5VL_NATIVE_FILE_FORMAT_CONVERT: u32 = 17;
pub const H5VL_NATIVE_FILE_RESET_PAGE_BUFFERING_STATS: u32 = 18;
pub const H5VL_NATIVE_FILE_GET_PAGE_BUFFERING_STATS: u32 = 19;
pub const H5VL_NATIVE_FILE_GET_MDC_IMAGE_INFO: u32 = 20;
pub const H5VL_NATIVE_FILE_GET_EOA: u32 = 21;
pub const H5VL_NATIVE_FILE_INCR_FILESIZE: u32 = 22;
pub const H5VL_NATIVE_FILE_SET_LIBVER_BOUNDS: u32 = 23;
pub const H5VL_NATIVE_FILE_GET_MIN_DSET_OHDR_FLAG: u32 = 24;
pub const H5VL_NATIVE_FILE_SET_MIN_DSET_OHDR_FLAG: u32 = 25;
pub const H5VL_NATIVE_FILE_POST_OPEN: u32 = 28;
pub const H5VL_NATIVE_GROUP_ITERATE_OLD: u32 = 0;
pub const H5VL_NATIVE_GROUP_GET_OBJINFO: u32 = 1;
pub const H5VL_NATIVE_OBJECT_GET_COMMENT: u32 = 0;
pub const H5VL_NATIVE_OBJECT_SET_COMMENT: u32 = 1;
pub const H5VL_NATIVE_OBJECT_DISABLE_MDC_FLUSHES: u32 = 2;
pub const H5VL_NATIVE_OBJECT_ENABLE_MDC_FLUSHES: u32 = 3;
pub const H5VL_NATIVE_OBJECT_ARE_MDC_FLUSHES_DISABLED: u32 = 4;
pub const H5VL_NATIVE_OBJECT_GET_NATIVE_INFO: u32 = 5;
pub const H5FD_DIRECT: i32 = -1;
pub const H5FD_LOG_TRUNCATE: u32 = 1;
pub const H5FD_LOG_META_IO: u32 = 1;
pub const H5FD_LOG_LOC_READ: u32 = 2;
pub const H5FD_LOG_LOC_WRITE: u32 = 4;
pub const H5FD_LOG_LOC_SEEK: u32 = 8;
pub const H5FD_LOG_LOC_IO: u32 = 14;
pub const H5FD_LOG_FILE_READ: u32 = 16;
pub const H5FD_LOG_FILE_WRITE: u32 = 32;
pub const H5FD_LOG_FILE_IO: u32 = 48;
pub const H5FD_LOG_FLAVOR: u32 = 64;
pub const H5FD_LOG_NUM_READ: u32 = 128;
pub const H5FD_LOG_NUM_WRITE: u32 = 256;
pub const H5FD_LOG_NUM_SEEK: u32 = 512;
pub const H5FD_LOG_NUM_TRUNCATE: u32 = 1024;
pub const H5FD_LOG_NUM_IO: u32 = 1920;
pub const H5FD_LOG_TIME_OPEN: u32 = 2048;
pub const H5FD_LOG_TIME_STAT: u32 = 4096;
pub const H5FD_LOG_TIME_READ: u32 = 8192;
pub const H5FD_LOG_TIME_WRITE: u32 = 16384;
pub const H5FD_LOG_TIME_SEEK: u32 = 32768;
pub const H5FD_LOG_TIME_TRUNCATE: u32 = 65536;
pub const H5FD_LOG_TIME_CLOSE: u32 = 131072;
pub const H5FD_LOG_TIME_IO: u32 = 260096;
pub const H5FD_LOG_ALLOC: u32 = 262144;
pub const H5FD_LOG_FREE: u32 = 524288;
pub const H5FD_LOG_ALL: u32 = 1048575;
pub const H5D_ONE_LINK_CHUNK_IO_THRESHOLD: u32 = 0;
pub const H5D_MULTI_CHUNK_IO_COL_THRESHOLD: u32 = 60;
pub const H5FD_MPIO: i32 = -1;
pub const H5FD_ROS3: i32 = -1;
pub const H5FD_CURR_SPLITTER_VFD_CONFIG_VERSION: u32 = 1;
pub const H5FD_SPLITTER_PATH_MAX: u32 = 4096;
pub const H5FD_SPLITTER_MAGIC: u32 = 730949760;
pub const H5FD_SUBFILING: i32 = -1;
pub const H5FD_SUBFILING_NAME: &[u8; 10] = b"subfiling\0";
pub const H5FD_IOC: i32 = -1;
pub const H5FD_IOC_NAME: &[u8; 4] = b"ioc\0";
pub const H5VL_PASSTHRU_NAME: &[u8; 13] = b"pass_through\0";
pub const H5VL_PASSTHRU_VALUE: u32 = 1;
pub const H5VL_PASSTHRU_VERSION: u32 = 0;
pub const H5LT_FILE_IMAGE_OPEN_RW: u32 = 1;
pub const H5LT_FILE_IMAGE_DONT_COPY: u32 = 2;
pub const H5LT_FILE_IMAGE_DONT_RELEASE: u32 = 4;
pub const H5LT_FILE_IMAGE_ALL: u32 = 7;
pub type herr_t = ::core::ffi::c_int;
pub type htri_t = ::core::ffi::c_int;
pub type hsize_t = u64;
pub type hssize_t = i64;
pub type haddr_t = u64;
pub const H5_ITER_UNKNOWN: H5_iter_order_t = -1;
pub const H5_ITER_INC: H5_iter_order_t = 0;
pub const H5_ITER_DEC: H5_iter_order_t = 1;
pub const H5_ITER_NATIVE: H5_iter_order_t = 2;
pub const H5_ITER_N: H5_iter_order_t = 3;
pub type H5_iter_order_t = ::core::ffi::c_int;
pub const H5_INDEX_UNKNOWN: H5_index_t = -1;
pub const H5_INDEX_NAME: H5_index_t = 0;
pub const H5_INDEX_CRT_ORDER: H5_index_t = 1;
pub const H5_INDEX_N: H5_index_t = 2;
pub type H5_index_t = ::core::ffi::c_int;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct H5_ih_info_t {
    pub index_size: hsize_t,
    pub heap_size: hsize_t,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct H5O_token_t {
    pub __data: [u8; 16usize],
}
pub const H5I_UNINIT: H5I_type_t = -2;
pub const H5I_BADID: H5I_type_t = -1;
pub const H5I_FILE: H5I_type_t = 1;
pub const H5I_GROUP: H5I_type_t = 2;
pub const H5I_DATATYPE: H5I_type_t = 3;
pub const H5I_DATASPACE: H5I_type_t = 4;
pub const H5I_DATASET: H5I_type_t = 5;
pub const H5I_MAP: H5I_type_t = 6;
pub const H5I_ATTR: H5I_type_t = 7;
pub const H5I_VFL: H5I_type_t = 8;
pub const H5I_VOL: H5I_type_t = 9;
pub const H5I_GENPROP_CLS: H5I_type_t = 10;
pub const H5I_GENPROP_LST: H5I_type_t = 11;
pub const H5I_ERROR_CLASS: H5I_type_t = 12;
pub const H5I_ERROR_MSG: H5I_type_t = 13;
pub const H5I_ERROR_STACK: H5I_type_t = 14;
pub const H5I_SPACE_SEL_ITER: H5I_type_t = 15;
pub const H5I_EVENTSET: H5I_type_t = 16;
pub const H5I_NTYPES: H5I_type_t = 17;
pub type H5I_type_t = ::core::ffi::c_int;
pub type hid_t = i64;
pub type H5I_free_t = ::core::option::Option<
    unsafe extern "C" fn(
        obj: *mut ::core::ffi::c_void,
        request: *mut *mut ::core::ffi::c_void,
    ) -> herr_t,
>;
pub type H5I_search_func_t = ::core::option::Option<
    unsafe extern "C" fn(
        obj: *mut ::core::ffi::c_void,
        id: hid_t,
        key: *mut ::core::ffi::c_void,
    ) -> ::core::ffi::c_int,
>;
pub type H5I_iterate_func_t = ::core::option::Option<
    unsafe extern "C" fn(id: hid_t, udata: *mut ::core::ffi::c_void) -> herr_t,
>;
pub const H5O_TYPE_UNKNOWN: H5O_type_t = -1;
pub const H5O_TYPE_GROUP: H5O_type_t = 0;
pub const H5O_TYPE_DATASET: H5O_type_t = 1;
pub const H5O_TYPE_NAMED_DATATYPE: H5O_type_t = 2;
pub const H5O_TYPE_MAP: H5O_type_t = 3;
pub const H5O_TYPE_NTYPES: H5O_type_t = 4;
pub type H5O_type_t = ::core::ffi::c_int;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct H5O_hdr_info_t {
    pub version: ::core::ffi::c_uint,
    pub nmesgs: ::core::ffi::c_uint,
    pub nchunks: ::core::ffi::c_uint,
    pub flags: ::core::ffi::c_uint,
    pub space: H5O_hdr_info_t__bindgen_ty_1,
    pub mesg: H5O_hdr_info_t__bindgen_ty_2,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct H5O_hdr_info_t__bindgen_ty_1 {
    pub total: hsize_t,
    pub meta: hsize_t,
    pub mesg: hsize_t,
    pub free: hsize_t,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct H5O_hdr_info_t__bindgen_ty_2 {
    pub present: u64,
    pub shared: u64,
}
#[repr(C)]
pub struct H5O_info2_t {
    pub fileno: ::core::ffi::c_ulong,
    pub token: H5O_token_t,
    pub type_: H5O_type_t,
    pub rc: ::core::ffi::c_uint,
    pub atime: time_t,
    pub mtime: time_t,
    pub ctime: time_t,
    pub btime: time_t,
    pub num_attrs: hsize_t,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct H5O_native_info_t {
    pub hdr: H5O_hdr_info_t,
    pub meta_size: H5O_native_info_t__bindgen_ty_1,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct H5O_native_info_t__bindgen_ty_1 {
    pub obj: H5_ih_info_t,
    pub attr: H5_ih_info_t,
}
pub type H5O_msg_crt_idx_t = u32;
pub type H5O_iterate2_t = ::core::option::Option<
    unsafe extern "C" fn(
        obj: hid_t,
        name: *const ::core::ffi::c_char,
        info: *const H5O_info2_t,
        op_data: *mut ::core::ffi::c_void,
    ) -> herr_t,
>;
pub const H5O_MCDT_SEARCH_ERROR: H5O_mcdt_search_ret_t = -1;
pub const H5O_MCDT_SEARCH_CONT: H5O_mcdt_search_ret_t = 0;
pub const H5O_MCDT_SEARCH_STOP: H5O_mcdt_search_ret_t = 1;
pub type H5O_mcdt_search_ret_t = ::core::ffi::c_int;
pub type H5O_mcdt_search_cb_t = ::core::option::Option<
    unsafe extern "C" fn(op_data: *mut ::core::ffi::c_void) -> H5O_mcdt_search_ret_t,
>;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct H5O_stat_t {
    pub size: hsize_t,
    pub free: hsize_t,
    pub nmesgs: ::core::ffi::c_uint,
    pub nchunks: ::core::ffi::c_uint,
}
#[repr(C)]
pub struct H5O_info1_t {
    pub fileno: ::core::ffi::c_ulong,
    pub addr: haddr_t,
    pub type_: H5O_type_t,
    pub rc: ::core::ffi::c_uint,
    pub atime: time_t,
    pub mtime: time_t,
    pub ctime: time_t,
    pub btime: time_t,
    pub num_attrs: hsize_t,
    pub hdr: H5O_hdr_info_t,
    pub meta_size: H5O_info1_t__bindgen_ty_1,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct H5O_info1_t__bindgen_ty_1 {
    pub obj: H5_ih_info_t,
    pub attr: H5_ih_info_t,
}
pub type H5O_iterate1_t = ::core::option::Option<
    unsafe extern "C" fn(
        obj: hid_t,
        name: *const ::core::ffi::c_char,
        info: *const H5O_info1_t,
        op_data: *mut ::core::ffi::c_void,
    ) -> herr_t,
>;
pub const H5T_NO_CLASS: H5T_class_t = -1;
pub const H5T_INTEGER: H5T_class_t = 0;
pub const H5T_FLOAT: H5T_class_t = 1;
pub const H5T_TIME: H5T_class_t = 2;
pub const H5T_STRING: H5T_class_t = 3;
pub const H5T_BITFIELD: H5T_class_t = 4;
pub const H5T_OPAQUE: H5T_class_t = 5;
pub const H5T_COMPOUND: H5T_class_t = 6;
pub const H5T_REFERENCE: H5T_class_t = 7;
pub const H5T_ENUM: H5T_class_t = 8;
pub const H5T_VLEN: H5T_class_t = 9;
pub const H5T_ARRAY: H5T_class_t = 10;
pub const H5T_COMPLEX: H5T_class_t = 11;
pub const H5T_NCLASSES: H5T_class_t = 12;
pub type H5T_class_t = ::core::ffi::c_int;
pub const H5T_ORDER_ERROR: H5T_order_t = -1;
pub const H5T_ORDER_LE: H5T_order_t = 0;
pub const H5T_ORDER_BE: H5T_order_t = 1;
pub const H5T_ORDER_VAX: H5T_order_t = 2;
pub const H5T_ORDER_MIXED: H5T_order_t = 3;
pub const H5T_ORDER_NONE: H5T_order_t = 4;
pub type H5T_order_t = ::core::ffi::c_int;
pub const H5T_SGN_ERROR: H5T_sign_t = -1;
pub const H5T_SGN_NONE: H5T_sign_t = 0;
pub const H5T_SGN_2: H5T_sign_t = 1;
pub const H5T_NSGN: H5T_sign_t = 2;
pub type H5T_sign_t = ::core::ffi::c_int;
pub const H5T_NORM_ERROR: H5T_norm_t = -1;
pub const H5T_NORM_IMPLIED: H5T_norm_t = 0;
pub const H5T_NORM_MSBSET: H5T_norm_t = 1;
pub const H5T_NORM_NONE: H5T_norm_t = 2;
pub type H5T_norm_t = ::core::ffi::c_int;
pub const H5T_CSET_ERROR: H5T_cset_t = -1;
pub const H5T_CSET_ASCII: H5T_cset_t = 0;
pub const H5T_CSET_UTF8: H5T_cset_t = 1;
pub const H5T_CSET_RESERVED_2: H5T_cset_t = 2;
pub const H5T_CSET_RESERVED_3: H5T_cset_t = 3;
pub const H5T_CSET_RESERVED_4: H5T_cset_t = 4;
pub const H5T_CSET_RESERVED_5: H5T_cset_t = 5;
pub const H5T_CSET_RESERVED_6: H5T_cset_t = 6;
pub const H5T_CSET_RESERVED_7: H5T_cset_t = 7;
pub const H5T_CSET_RESERVED_8: H5T_cset_t = 8;
pub const H5T_CSET_RESERVED_9: H5T_cset_t = 9;
pub const H5T_CSET_RESERVED_10: H5T_cset_t = 10;
pub const H5T_CSET_RESERVED_11: H5T_cset_t = 11;
pub const H5T_CSET_RESERVED_12: H5T_cset_t = 12;
pub const H5T_CSET_RESERVED_13: H5T_cset_t = 13;
pub const H5T_CSET_RESERVED_14: H5T_cset_t = 14;
pub const H5T_CSET_RESERVED_15: H5T_cset_t = 15;
pub type H5T_cset_t = ::core::ffi::c_int;
pub const H5T_STR_ERROR: H5T_str_t = -1;
pub const H5T_STR_NULLTERM: H5T_str_t = 0;
pub const H5T_STR_NULLPAD: H5T_str_t = 1;
pub const H5T_STR_SPACEPAD: H5T_str_t = 2;
pub const H5T_STR_RESERVED_3: H5T_str_t = 3;
pub const H5T_STR_RESERVED_4: H5T_str_t = 4;
pub const H5T_STR_RESERVED_5: H5T_str_t = 5;
pub const H5T_STR_RESERVED_6: H5T_str_t = 6;
pub const H5T_STR_RESERVED_7: H5T_str_t = 7;
pub const H5T_STR_RESERVED_8: H5T_str_t = 8;
pub const H5T_STR_RESERVED_9: H5T_str_t = 9;
pub const H5T_STR_RESERVED_10: H5T_str_t = 10;
pub const H5T_STR_RESERVED_11: H5T_str_t = 11;
pub const H5T_STR_RESERVED_12: H5T_str_t = 12;
pub const H5T_STR_RESERVED_13: H5T_str_t = 13;
pub const H5T_STR_RESERVED_14: H5T_str_t = 14;
pub const H5T_STR_RESERVED_15: H5T_str_t = 15;
pub type H5T_str_t = ::core::ffi::c_int;
pub const H5T_PAD_ERROR: H5T_pad_t = -1;
pub const H5T_PAD_ZERO: H5T_pad_t = 0;
pub const H5T_PAD_ONE: H5T_pad_t = 1;
pub const H5T_PAD_BACKGROUND: H5T_pad_t = 2;
pub const H5T_NPAD: H5T_pad_t = 3;
pub type H5T_pad_t = ::core::ffi::c_int;
pub const H5T_DIR_DEFAULT: H5T_direction_t = 0;
pub const H5T_DIR_ASCEND: H5T_direction_t = 1;
pub const H5T_DIR_DESCEND: H5T_direction_t = 2;
pub type H5T_direction_t = ::core::ffi::c_uint;
pub const H5T_CONV_EXCEPT_RANGE_HI: H5T_conv_except_t = 0;
pub const H5T_CONV_EXCEPT_RANGE_LOW: H5T_conv_except_t = 1;
pub const H5T_CONV_EXCEPT_PRECISION: H5T_conv_except_t = 2;
pub const H5T_CONV_EXCEPT_TRUNCATE: H5T_conv_except_t = 3;
pub const H5T_CONV_EXCEPT_PINF: H5T_conv_except_t = 4;
pub const H5T_CONV_EXCEPT_NINF: H5T_conv_except_t = 5;
pub const H5T_CONV_EXCEPT_NAN: H5T_conv_except_t = 6;
pub type H5T_conv_except_t = ::core::ffi::c_uint;
pub const H5T_CONV_ABORT: H5T_conv_ret_t = -1;
pub const H5T_CONV_UNHANDLED: H5T_conv_ret_t = 0;
pub const H5T_CONV_HANDLED: H5T_conv_ret_t = 1;
pub type H5T_conv_ret_t = ::core::ffi::c_int;
pub type H5T_conv_except_func_t = ::core::option::Option<
    unsafe extern "C" fn(
        except_type: H5T_conv_except_t,
        src_id: hid_t,
        dst_id: hid_t,
        src_buf: *mut ::core::ffi::c_void,
        dst_buf: *mut ::core::ffi::c_void,
        user_data: *mut ::core::ffi::c_void,
    ) -> H5T_conv_ret_t,
>;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct H5A_info_t {
    pub corder_valid: bool,
    pub corder: H5O_msg_crt_idx_t,
    pub cset: H5T_cset_t,
    pub data_size: hsize_t,
}
pub type H5A_operator2_t = ::core::option::Option<
    unsafe extern "C" fn(
        location_id: hid_t,
        attr_name: *const ::core::ffi::c_char,
        ainfo: *const H5A_info_t,
        op_data: *mut ::core::ffi::c_void,
    ) -> herr_t,
>;
pub type H5A_operator1_t = ::core::option::Option<
    unsafe extern "C" fn(
        location_id: hid_t,
        attr_name: *const ::core::ffi::c_char,
        operator_data: *mut ::core::ffi::c_void,
    ) -> herr_t,
>;
pub const H5C_incr__off: H5C_cache_incr_mode = 0;
pub const H5C_incr__threshold: H5C_cache_incr_mode = 1;
pub type H5C_cache_incr_mode = ::core::ffi::c_uint;
pub const H5C_flash_incr__off: H5C_cache_flash_incr_mode = 0;
pub const H5C_flash_incr__add_space: H5C_cache_flash_incr_mode = 1;
pub type H5C_cache_flash_incr_mode = ::core::ffi::c_uint;
pub const H5C_decr__off: H5C_cache_decr_mode = 0;
pub const H5C_decr__threshold: H5C_cache_decr_mode = 1;
pub const H5C_decr__age_out: H5C_cache_decr_mode = 2;
pub const H5C_decr__age_out_with_threshold: H5C_cache_decr_mode = 3;
pub type H5C_cache_decr_mode = ::core::ffi::c_uint;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct H5AC_cache_config_t {
    pub version: ::core::ffi::c_int,
    pub rpt_fcn_enabled: bool,
    pub open_trace_file: bool,
    pub close_trace_file: bool,
    pub trace_file_name: [::core::ffi::c_char; 1025usize],
    pub evictions_enabled: bool,
    pub set_initial_size: bool,
    pub initial_size: usize,
    pub min_clean_fraction: f64,
    pub max_size: usize,
    pub min_size: usize,
    pub epoch_length: ::core::ffi::c_long,
    pub incr_mode: H5C_cache_incr_mode,
    pub lower_hr_threshold: f64,
    pub increment: f64,
    pub apply_max_increment: bool,
    pub max_increment: usize,
    pub flash_incr_mode: H5C_cache_flash_incr_mode,
    pub flash_multiple: f64,
    pub flash_threshold: f64,
    pub decr_mode: H5C_cache_decr_mode,
    pub upper_hr_threshold: f64,
    pub decrement: f64,
    pub apply_max_decrement: bool,
    pub max_decrement: usize,
    pub epochs_before_eviction: ::core::ffi::c_int,
    pub apply_empty_reserve: bool,
    pub empty_reserve: f64,
    pub dirty_bytes_threshold: usize,
    pub metadata_write_strategy: ::core::ffi::c_int,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct H5AC_cache_image_config_t {
    pub version: ::core::ffi::c_int,
    pub generate_image: bool,
    pub save_resize_status: bool,
    pub entry_ageout: ::core::ffi::c_int,
}
pub const H5D_LAYOUT_ERROR: H5D_layout_t = -1;
pub const H5D_COMPACT: H5D_layout_t = 0;
pub const H5D_CONTIGUOUS: H5D_layout_t = 1;
pub const H5D_CHUNKED: H5D_layout_t = 2;
pub const H5D_VIRTUAL: H5D_layout_t = 3;
pub const H5D_NLAYOUTS: H5D_layout_t = 4;
pub type H5D_layout_t = ::core::ffi::c_int;
pub const H5D_CHUNK_IDX_BTREE: H5D_chunk_index_t = 0;
pub const H5D_CHUNK_IDX_SINGLE: H5D_chunk_index_t = 1;
pub const H5D_CHUNK_IDX_NONE: H5D_chunk_index_t = 2;
pub const H5D_CHUNK_IDX_FARRAY: H5D_chunk_index_t = 3;
pub const H5D_CHUNK_IDX_EARRAY: H5D_chunk_index_t = 4;
pub const H5D_CHUNK_IDX_BT2: H5D_chunk_index_t = 5;
pub const H5D_CHUNK_IDX_NTYPES: H5D_chunk_index_t = 6;
pub type H5D_chunk_index_t = ::core::ffi::c_uint;
pub const H5D_ALLOC_TIME_ERROR: H5D_alloc_time_t = -1;
pub const H5D_ALLOC_TIME_DEFAULT: H5D_alloc_time_t = 0;
pub const H5D_ALLOC_TIME_EARLY: H5D_alloc_time_t = 1;
pub const H5D_ALLOC_TIME_LATE: H5D_alloc_time_t = 2;
pub const H5D_ALLOC_TIME_INCR: H5D_alloc_time_t = 3;
pub type H5D_alloc_time_t = ::core::ffi::c_int;
pub const H5D_SPACE_STATUS_ERROR: H5D_space_status_t = -1;
pub const H5D_SPACE_STATUS_NOT_ALLOCATED: H5D_space_status_t = 0;
pub const H5D_SPACE_STATUS_PART_ALLOCATED: H5D_space_status_t = 1;
pub const H5D_SPACE_STATUS_ALLOCATED: H5D_space_status_t = 2;
pub type H5D_space_status_t = ::core::ffi::c_int;
pub const H5D_FILL_TIME_ERROR: H5D_fill_time_t = -1;
pub const H5D_FILL_TIME_ALLOC: H5D_fill_time_t = 0;
pub const H5D_FILL_TIME_NEVER: H5D_fill_time_t = 1;
pub const H5D_FILL_TIME_IFSET: H5D_fill_time_t = 2;
pub type H5D_fill_time_t = ::core::ffi::c_int;
pub const H5D_FILL_VALUE_ERROR: H5D_fill_value_t = -1;
pub const H5D_FILL_VALUE_UNDEFINED: H5D_fill_value_t = 0;
pub const H5D_FILL_VALUE_DEFAULT: H5D_fill_value_t = 1;
pub const H5D_FILL_VALUE_USER_DEFINED: H5D_fill_value_t = 2;
pub type H5D_fill_value_t = ::core::ffi::c_int;
pub const H5D_VDS_ERROR: H5D_vds_view_t = -1;
pub const H5D_VDS_FIRST_MISSING: H5D_vds_view_t = 0;
pub const H5D_VDS_LAST_AVAILABLE: H5D_vds_view_t = 1;
pub type H5D_vds_view_t = ::core::ffi::c_int;
pub type H5D_append_cb_t = ::core::option::Option<
    unsafe extern "C" fn(
        dataset_id: hid_t,
        cur_dims: *mut hsize_t,
        op_data: *mut ::core::ffi::c_void,
    ) -> herr_t,
>;
pub type H5D_operator_t = ::core::option::Option<
    unsafe extern "C" fn(
        elem: *mut ::core::ffi::c_void,
        type_id: hid_t,
        ndim: ::core::ffi::c_uint,
        point: *const hsize_t,
        operator_data: *mut ::core::ffi::c_void,
    ) -> herr_t,
>;
pub type H5D_scatter_func_t = ::core::option::Option<
    unsafe extern "C" fn(
        src_buf: *mut *const ::core::ffi::c_void,
        src_buf_bytes_used: *mut usize,
        op_data: *mut ::core::ffi::c_void,
    ) -> herr_t,
>;
pub type H5D_gather_func_t = ::core::option::Option<
    unsafe extern "C" fn(
        dst_buf: *const ::core::ffi::c_void,
        dst_buf_bytes_used: usize,
        op_data: *mut ::core::ffi::c_void,
    ) -> herr_t,
>;
pub type H5D_chunk_iter_op_t = ::core::option::Option<
    unsafe extern "C" fn(
        offset: *const hsize_t,
        filter_mask: ::core::ffi::c_uint,
        addr: haddr_t,
        size: hsize_t,
        op_data: *mut ::core::ffi::c_void,
    ) -> ::core::ffi::c_int,
>;
pub const H5E_MAJOR: H5E_type_t = 0;
pub const H5E_MINOR: H5E_type_t = 1;
pub type H5E_type_t = ::core::ffi::c_uint;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct H5E_error2_t {
    pub cls_id: hid_t,
    pub maj_num: hid_t,
    pub min_num: hid_t,
    pub line: ::core::ffi::c_uint,
    pub func_name: *const ::core::ffi::c_char,
    pub file_name: *const ::core::ffi::c_char,
    pub desc: *const ::core::ffi::c_char,
}
pub const H5E_WALK_UPWARD: H5E_direction_t = 0;
pub const H5E_WALK_DOWNWARD: H5E_direction_t = 1;
pub type H5E_direction_t = ::core::ffi::c_uint;
pub type H5E_walk2_t = ::core::option::Option<
    unsafe extern "C" fn(
        n: ::core::ffi::c_uint,
        err_desc: *const H5E_error2_t,
        client_data: *mut ::core::ffi::c_void,
    ) -> herr_t,
>;
pub type H5E_auto2_t = ::core::option::Option<
    unsafe extern "C" fn(estack: hid_t, client_data: *mut ::core::ffi::c_void) -> herr_t,
>;
pub type H5E_major_t = hid_t;
pub type H5E_minor_t = hid_t;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct H5E_error1_t {
    pub maj_num: H5E_major_t,
    pub min_num: H5E_minor_t,
    pub func_name: *const ::core::ffi::c_char,
    pub file_name: *const ::core::ffi::c_char,
    pub line: ::core::ffi::c_uint,
    pub desc: *const ::core::ffi::c_char,
}
pub type H5E_walk1_t = ::core::option::Option<
    unsafe extern "C" fn(
        n: ::core::ffi::c_int,
        err_desc: *mut H5E_error1_t,
        client_data: *mut ::core::ffi::c_void,
    ) -> herr_t,
>;
pub type H5E_auto1_t = ::core::option::Option<
    unsafe extern "C" fn(client_data: *mut ::core::ffi::c_void) -> herr_t,
>;
pub const H5F_SCOPE_LOCAL: H5F_scope_t = 0;
pub const H5F_SCOPE_GLOBAL: H5F_scope_t = 1;
pub type H5F_scope_t = ::core::ffi::c_uint;
pub const H5F_CLOSE_DEFAULT: H5F_close_degree_t = 0;
pub const H5F_CLOSE_WEAK: H5F_close_degree_t = 1;
pub const H5F_CLOSE_SEMI: H5F_close_degree_t = 2;
pub const H5F_CLOSE_STRONG: H5F_close_degree_t = 3;
pub type H5F_close_degree_t = ::core::ffi::c_uint;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct H5F_info2_t {
    pub super_: H5F_info2_t__bindgen_ty_1,
    pub free: H5F_info2_t__bindgen_ty_2,
    pub sohm: H5F_info2_t__bindgen_ty_3,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct H5F_info2_t__bindgen_ty_1 {
    pub version: ::core::ffi::c_uint,
    pub super_size: hsize_t,
    pub super_ext_size: hsize_t,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct H5F_info2_t__bindgen_ty_2 {
    pub version: ::core::ffi::c_uint,
    pub meta_size: hsize_t,
    pub tot_space: hsize_t,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct H5F_info2_t__bindgen_ty_3 {
    pub version: ::core::ffi::c_uint,
    pub hdr_size: hsize_t,
    pub msgs_info: H5_ih_info_t,
}
pub const H5FD_MEM_NOLIST: H5F_mem_t = -1;
pub const H5FD_MEM_DEFAULT: H5F_mem_t = 0;
pub const H5FD_MEM_SUPER: H5F_mem_t = 1;
pub const H5FD_MEM_BTREE: H5F_mem_t = 2;
pub const H5FD_MEM_DRAW: H5F_mem_t = 3;
pub const H5FD_MEM_GHEAP: H5F_mem_t = 4;
pub const H5FD_MEM_LHEAP: H5F_mem_t = 5;
pub const H5FD_MEM_OHDR: H5F_mem_t = 6;
pub const H5FD_MEM_NTYPES: H5F_mem_t = 7;
pub type H5F_mem_t = ::core::ffi::c_int;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct H5F_sect_info_t {
    pub addr: haddr_t,
    pub size: hsize_t,
}
pub const H5F_LIBVER_ERROR: H5F_libver_t = -1;
pub const H5F_LIBVER_EARLIEST: H5F_libver_t = 0;
pub const H5F_LIBVER_V18: H5F_libver_t = 1;
pub const H5F_LIBVER_V110: H5F_libver_t = 2;
pub const H5F_LIBVER_V112: H5F_libver_t = 3;
pub const H5F_LIBVER_V114: H5F_libver_t = 4;
pub const H5F_LIBVER_V200: H5F_libver_t = 5;
pub const H5F_LIBVER_NBOUNDS: H5F_libver_t = 6;
pub type H5F_libver_t = ::core::ffi::c_int;
pub const H5F_FSPACE_STRATEGY_FSM_AGGR: H5F_fspace_strategy_t = 0;
pub const H5F_FSPACE_STRATEGY_PAGE: H5F_fspace_strategy_t = 1;
pub const H5F_FSPACE_STRATEGY_AGGR: H5F_fspace_strategy_t = 2;
pub const H5F_FSPACE_STRATEGY_NONE: H5F_fspace_strategy_t = 3;
pub const H5F_FSPACE_STRATEGY_NTYPES: H5F_fspace_strategy_t = 4;
pub type H5F_fspace_strategy_t = ::core::ffi::c_uint;
pub const H5F_FILE_SPACE_DEFAULT: H5F_file_space_type_t = 0;
pub const H5F_FILE_SPACE_ALL_PERSIST: H5F_file_space_type_t = 1;
pub const H5F_FILE_SPACE_ALL: H5F_file_space_type_t = 2;
pub const H5F_FILE_SPACE_AGGR_VFD: H5F_file_space_type_t = 3;
pub const H5F_FILE_SPACE_VFD: H5F_file_space_type_t = 4;
pub const H5F_FILE_SPACE_NTYPES: H5F_file_space_type_t = 5;
pub type H5F_file_space_type_t = ::core::ffi::c_uint;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct H5F_retry_info_t {
    pub nbins: ::core::ffi::c_uint,
    pub retries: [*mut u32; 21usize],
}
pub type H5F_flush_cb_t = ::core::option::Option<
    unsafe extern "C" fn(object_id: hid_t, udata: *mut ::core::ffi::c_void) -> herr_t,
>;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct H5F_info1_t {
    pub super_ext_size: hsize_t,
    pub sohm: H5F_info1_t__bindgen_ty_1,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct H5F_info1_t__bindgen_ty_1 {
    pub hdr_size: hsize_t,
    pub msgs_info: H5_ih_info_t,
}
pub type H5FD_class_value_t = ::core::ffi::c_int;
pub use self::H5F_mem_t as H5FD_mem_t;
pub const H5FD_FILE_IMAGE_OP_NO_OP: H5FD_file_image_op_t = 0;
pub const H5FD_FILE_IMAGE_OP_PROPERTY_LIST_SET: H5FD_file_image_op_t = 1;
pub const H5FD_FILE_IMAGE_OP_PROPERTY_LIST_COPY: H5FD_file_image_op_t = 2;
pub const H5FD_FILE_IMAGE_OP_PROPERTY_LIST_GET: H5FD_file_image_op_t = 3;
pub const H5FD_FILE_IMAGE_OP_PROPERTY_LIST_CLOSE: H5FD_file_image_op_t = 4;
pub const H5FD_FILE_IMAGE_OP_FILE_OPEN: H5FD_file_image_op_t = 5;
pub const H5FD_FILE_IMAGE_OP_FILE_RESIZE: H5FD_file_image_op_t = 6;
pub const H5FD_FILE_IMAGE_OP_FILE_CLOSE: H5FD_file_image_op_t = 7;
pub type H5FD_file_image_op_t = ::core::ffi::c_uint;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct H5FD_file_image_callbacks_t {
    pub image_malloc: ::core::option::Option<
        unsafe extern "C" fn(
            size: usize,
            file_image_op: H5FD_file_image_op_t,
            udata: *mut ::core::ffi::c_void,
        ) -> *mut ::core::ffi::c_void,
    >,
    pub image_memcpy: ::core::option::Option<
        unsafe extern "C" fn(
            dest: *mut ::core::ffi::c_void,
            src: *const ::core::ffi::c_void,
            size: usize,
            file_image_op: H5FD_file_image_op_t,
            udata: *mut ::core::ffi::c_void,
        ) -> *mut ::core::ffi::c_void,
    >,
    pub image_realloc: ::core::option::Option<
        unsafe extern "C" fn(
            ptr: *mut ::core::ffi::c_void,
            size: usize,
            file_image_op: H5FD_file_image_op_t,
            udata: *mut ::core::ffi::c_void,
        ) -> *mut ::core::ffi::c_void,
    >,
    pub image_free: ::core::option::Option<
        unsafe extern "C" fn(
            ptr: *mut ::core::ffi::c_void,
            file_image_op: H5FD_file_image_op_t,
            udata: *mut ::core::ffi::c_void,
        ) -> herr_t,
    >,
    pub udata_copy: ::core::option::Option<
        unsafe extern "C" fn(udata: *mut ::core::ffi::c_void) -> *mut ::core::ffi::c_void,
    >,
    pub udata_free: ::core::option::Option<
        unsafe extern "C" fn(udata: *mut ::core::ffi::c_void) -> herr_t,
    >,
    pub udata: *mut ::core::ffi::c_void,
}
pub const H5L_TYPE_ERROR: H5L_type_t = -1;
pub const H5L_TYPE_HARD: H5L_type_t = 0;
pub const H5L_TYPE_SOFT: H5L_type_t = 1;
pub const H5L_TYPE_EXTERNAL: H5L_type_t = 64;
pub const H5L_TYPE_MAX: H5L_type_t = 255;
pub type H5L_type_t = ::core::ffi::c_int;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct H5L_info2_t {
    pub type_: H5L_type_t,
    pub corder_valid: bool,
    pub corder: i64,
    pub cset: H5T_cset_t,
    pub u: H5L_info2_t__bindgen_ty_1,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union H5L_info2_t__bindgen_ty_1 {
    pub token: H5O_token_t,
    pub val_size: usize,
}
pub type H5L_iterate2_t = ::core::option::Option<
    unsafe extern "C" fn(
        group: hid_t,
        name: *const ::core::ffi::c_char,
        info: *const H5L_info2_t,
        op_data: *mut ::core::ffi::c_void,
    ) -> herr_t,
>;
pub type H5L_elink_traverse_t = ::core::option::Option<
    unsafe extern "C" fn(
        parent_file_name: *const ::core::ffi::c_char,
        parent_group_name: *const ::core::ffi::c_char,
        child_file_name: *const ::core::ffi::c_char,
        child_object_name: *const ::core::ffi::c_char,
        acc_flags: *mut ::core::ffi::c_uint,
        fapl_id: hid_t,
        op_data: *mut ::core::ffi::c_void,
    ) -> herr_t,
>;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct H5L_info1_t {
    pub type_: H5L_type_t,
    pub corder_valid: bool,
    pub corder: i64,
    pub cset: H5T_cset_t,
    pub u: H5L_info1_t__bindgen_ty_1,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union H5L_info1_t__bindgen_ty_1 {
    pub address: haddr_t,
    pub val_size: usize,
}
pub type H5L_iterate1_t = ::core::option::Option<
    unsafe extern "C" fn(
        group: hid_t,
        name: *const ::core::ffi::c_char,
        info: *const H5L_info1_t,
        op_data: *mut ::core::ffi::c_void,
    ) -> herr_t,
>;
pub const H5G_STORAGE_TYPE_UNKNOWN: H5G_storage_type_t = -1;
pub const H5G_STORAGE_TYPE_SYMBOL_TABLE: H5G_storage_type_t = 0;
pub const H5G_STORAGE_TYPE_COMPACT: H5G_storage_type_t = 1;
pub const H5G_STORAGE_TYPE_DENSE: H5G_storage_type_t = 2;
pub type H5G_storage_type_t = ::core::ffi::c_int;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct H5G_info_t {
    pub storage_type: H5G_storage_type_t,
    pub nlinks: hsize_t,
    pub max_corder: i64,
    pub mounted: bool,
}
pub const H5G_UNKNOWN: H5G_obj_t = -1;
pub const H5G_GROUP: H5G_obj_t = 0;
pub const H5G_DATASET: H5G_obj_t = 1;
pub const H5G_TYPE: H5G_obj_t = 2;
pub const H5G_LINK: H5G_obj_t = 3;
pub const H5G_UDLINK: H5G_obj_t = 4;
pub const H5G_RESERVED_5: H5G_obj_t = 5;
pub const H5G_RESERVED_6: H5G_obj_t = 6;
pub const H5G_RESERVED_7: H5G_obj_t = 7;
pub type H5G_obj_t = ::core::ffi::c_int;
pub type H5G_iterate_t = ::core::option::Option<
    unsafe extern "C" fn(
        group: hid_t,
        name: *const ::core::ffi::c_char,
        op_data: *mut ::core::ffi::c_void,
    ) -> herr_t,
>;
#[repr(C)]
pub struct H5G_stat_t {
    pub fileno: [::core::ffi::c_ulong; 2usize],
    pub objno: [::core::ffi::c_ulong; 2usize],
    pub nlink: ::core::ffi::c_uint,
    pub type_: H5G_obj_t,
    pub mtime: time_t,
    pub linklen: usize,
    pub ohdr: H5O_stat_t,
}
pub const H5R_BADTYPE: H5R_type_t = -1;
pub const H5R_OBJECT1: H5R_type_t = 0;
pub const H5R_DATASET_REGION1: H5R_type_t = 1;
pub const H5R_OBJECT2: H5R_type_t = 2;
pub const H5R_DATASET_REGION2: H5R_type_t = 3;
pub const H5R_ATTR: H5R_type_t = 4;
pub const H5R_MAXTYPE: H5R_type_t = 5;
pub type H5R_type_t = ::core::ffi::c_int;
#[repr(C)]
#[derive(Copy, Clone)]
pub struct H5R_ref_t {
    pub u: H5R_ref_t__bindgen_ty_1,
}
#[repr(C)]
#[derive(Copy, Clone)]
pub union H5R_ref_t__bindgen_ty_1 {
    pub __data: [u8; 64usize],
    pub align: i64,
}
pub type H5MM_allocate_t = ::core::option::Option<
    unsafe extern "C" fn(
        size: usize,
        alloc_info: *mut ::core::ffi::c_void,
    ) -> *mut ::core::ffi::c_void,
>;
pub type H5MM_free_t = ::core::option::Option<
    unsafe extern "C" fn(
        mem: *mut ::core::ffi::c_void,
        free_info: *mut ::core::ffi::c_void,
    ),
>;
pub const H5S_NO_CLASS: H5S_class_t = -1;
pub const H5S_SCALAR: H5S_class_t = 0;
pub const H5S_SIMPLE: H5S_class_t = 1;
pub const H5S_NULL: H5S_class_t = 2;
pub type H5S_class_t = ::core::ffi::c_int;
pub const H5S_SELECT_NOOP: H5S_seloper_t = -1;
pub const H5S_SELECT_SET: H5S_seloper_t = 0;
pub const H5S_SELECT_OR: H5S_seloper_t = 1;
pub const H5S_SELECT_AND: H5S_seloper_t = 2;
pub const H5S_SELECT_XOR: H5S_seloper_t = 3;
pub const H5S_SELECT_NOTB: H5S_seloper_t = 4;
pub const H5S_SELECT_NOTA: H5S_seloper_t = 5;
pub const H5S_SELECT_APPEND: H5S_seloper_t = 6;
pub const H5S_SELECT_PREPEND: H5S_seloper_t = 7;
pub const H5S_SELECT_INVALID: H5S_seloper_t = 8;
pub type H5S_seloper_t = ::core::ffi::c_int;
pub const H5S_SEL_ERROR: H5S_sel_type = -1;
pub const H5S_SEL_NONE: H5S_sel_type = 0;
pub const H5S_SEL_POINTS: H5S_sel_type = 1;
pub const H5S_SEL_HYPERSLABS: H5S_sel_type = 2;
pub const H5S_SEL_ALL: H5S_sel_type = 3;
pub const H5S_SEL_N: H5S_sel_type = 4;
pub type H5S_sel_type = ::core::ffi::c_int;
pub type H5Z_filter_t = ::core::ffi::c_int;
pub const H5Z_SO_FLOAT_DSCALE: H5Z_SO_scale_type_t = 0;
pub const H5Z_SO_FLOAT_ESCALE: H5Z_SO_scale_type_t = 1;
pub const H5Z_SO_INT: H5Z_SO_scale_type_t = 2;
pub type H5Z_SO_scale_type_t = ::core::ffi::c_uint;
pub const H5Z_ERROR_EDC: H5Z_EDC_t = -1;
pub const H5Z_DISABLE_EDC: H5Z_EDC_t = 0;
pub const H5Z_ENABLE_EDC: H5Z_EDC_t = 1;
pub const H5Z_NO_EDC: H5Z_EDC_t = 2;
pub type H5Z_EDC_t = ::core::ffi::c_int;
pub const H5Z_CB_ERROR: H5Z_cb_return_t = -1;
pub const H5Z_CB_FAIL: H5Z_cb_return_t = 0;
pub const H5Z_CB_CONT: H5Z_cb_return_t = 1;
pub const H5Z_CB_NO: H5Z_cb_return_t = 2;
pub type H5Z_cb_return_t = ::core::ffi::c_int;
pub type H5Z_filter_func_t = ::core::option::Option<
    unsafe extern "C" fn(
        filter: H5Z_filter_t,
        buf: *mut ::core::ffi::c_void,
        buf_size: usize,
        op_data: *mut ::core::ffi::c_void,
    ) -> H5Z_cb_return_t,
>;
pub type H5P_cls_create_func_t = ::core::option::Option<
    unsafe extern "C" fn(prop_id: hid_t, create_data: *mut ::core::ffi::c_void) -> herr_t,
>;
pub type H5P_cls_copy_func_t = ::core::option::Option<
    unsafe extern "C" fn(
        new_prop_id: hid_t,
        old_prop_id: hid_t,
        copy_data: *mut ::core::ffi::c_void,
    ) -> herr_t,
>;
pub type H5P_cls_close_func_t = ::core::option::Option<
    unsafe extern "C" fn(prop_id: hid_t, close_data: *mut ::core::ffi::c_void) -> herr_t,
>;
pub type H5P_prp_cb1_t = ::core::option::Option<
    unsafe extern "C" fn(
        name: *const ::core::ffi::c_char,
        size: usize,
        value: *mut ::core::ffi::c_void,
    ) -> herr_t,
>;
pub type H5P_prp_cb2_t = ::core::option::Option<
    unsafe extern "C" fn(
        prop_id: hid_t,
        name: *const ::core::ffi::c_char,
        size: usize,
        value: *mut ::core::ffi::c_void,
    ) -> herr_t,
>;
pub type H5P_prp_create_func_t = H5P_prp_cb1_t;
pub type H5P_prp_set_func_t = H5P_prp_cb2_t;
pub type H5P_prp_get_func_t = H5P_prp_cb2_t;
pub type H5P_prp_delete_func_t = H5P_prp_cb2_t;
pub type H5P_prp_copy_func_t = H5P_prp_cb1_t;
pub type H5P_prp_compare_func_t = ::core::option::Option<
    unsafe extern "C" fn(
        value1: *const ::core::ffi::c_void,
        value2: *const ::core::ffi::c_void,
        size: usize,
    ) -> ::core::ffi::c_int,
>;
pub type H5P_prp_close_func_t = H5P_prp_cb1_t;
pub type H5P_iterate_t = ::core::option::Option<
    unsafe extern "C" fn(
        id: hid_t,
        name: *const ::core::ffi::c_char,
        iter_data: *mut ::core::ffi::c_void,
    ) -> herr_t,
>;
pub const H5D_SELECTION_IO_MODE_DEFAULT: H5D_selection_io_mode_t = 0;
pub const H5D_SELECTION_IO_MODE_OFF: H5D_selection_io_mode_t = 1;
pub const H5D_SELECTION_IO_MODE_ON: H5D_selection_io_mode_t = 2;
pub type H5D_selection_io_mode_t = ::core::ffi::c_uint;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct H5FD_class_t {
    pub version: ::core::ffi::c_uint,
    pub value: H5FD_class_value_t,
    pub name: *const ::core::ffi::c_char,
    pub maxaddr: haddr_t,
    pub fc_degree: H5F_close_degree_t,
    pub terminate: ::core::option::Option<unsafe extern "C" fn() -> herr_t>,
    pub sb_size: ::core::option::Option<
        unsafe extern "C" fn(file: *mut H5FD_t) -> hsize_t,
    >,
    pub sb_encode: ::core::option::Option<
        unsafe extern "C" fn(
            file: *mut H5FD_t,
            name: *mut ::core::ffi::c_char,
            p: *mut ::core::ffi::c_uchar,
        ) -> herr_t,
    >,
    pub sb_decode: ::core::option::Option<
        unsafe extern "C" fn(
            f: *mut H5FD_t,
            name: *const ::core::ffi::c_char,
            p: *const ::core::ffi::c_uchar,
        ) -> herr_t,
    >,
    pub fapl_size: usize,
    pub fapl_get: ::core::option::Option<
        unsafe extern "C" fn(file: *mut H5FD_t) -> *mut ::core::ffi::c_void,
    >,
    pub fapl_copy: ::core::option::Option<
        unsafe extern "C" fn(
            fapl: *const ::core::ffi::c_void,
        ) -> *mut ::core::ffi::c_void,
    >,
    pub fapl_free: ::core::option::Option<
        unsafe extern "C" fn(fapl: *mut ::core::ffi::c_void) -> herr_t,
    >,
    pub dxpl_size: usize,
    pub dxpl_copy: ::core::option::Option<
        unsafe extern "C" fn(
            dxpl: *const ::core::ffi::c_void,
        ) -> *mut ::core::ffi::c_void,
    >,
    pub dxpl_free: ::core::option::Option<
        unsafe extern "C" fn(dxpl: *mut ::core::ffi::c_void) -> herr_t,
    >,
    pub open: ::core::option::Option<
        unsafe extern "C" fn(
            name: *const ::core::ffi::c_char,
            flags: ::core::ffi::c_uint,
            fapl: hid_t,
            maxaddr: haddr_t,
        ) -> *mut H5FD_t,
    >,
    pub close: ::core::option::Option<unsafe extern "C" fn(file: *mut H5FD_t) -> herr_t>,
    pub cmp: ::core::option::Option<
        unsafe extern "C" fn(f1: *const H5FD_t, f2: *const H5FD_t) -> ::core::ffi::c_int,
    >,
    pub query: ::core::option::Option<
        unsafe extern "C" fn(
            f1: *const H5FD_t,
            flags: *mut ::core::ffi::c_ulong,
        ) -> herr_t,
    >,
    pub get_type_map: ::core::option::Option<
        unsafe extern "C" fn(file: *const H5FD_t, type_map: *mut H5FD_mem_t) -> herr_t,
    >,
    pub alloc: ::core::option::Option<
        unsafe extern "C" fn(
            file: *mut H5FD_t,
            type_: H5FD_mem_t,
            dxpl_id: hid_t,
            size: hsize_t,
        ) -> haddr_t,
    >,
    pub free: ::core::option::Option<
        unsafe extern "C" fn(
            file: *mut H5FD_t,
            type_: H5FD_mem_t,
            dxpl_id: hid_t,
            addr: haddr_t,
            size: hsize_t,
        ) -> herr_t,
    >,
    pub get_eoa: ::core::option::Option<
        unsafe extern "C" fn(file: *const H5FD_t, type_: H5FD_mem_t) -> haddr_t,
    >,
    pub set_eoa: ::core::option::Option<
        unsafe extern "C" fn(
            file: *mut H5FD_t,
            type_: H5FD_mem_t,
            addr: haddr_t,
        ) -> herr_t,
    >,
    pub get_eof: ::core::option::Option<
        unsafe extern "C" fn(file: *const H5FD_t, type_: H5FD_mem_t) -> haddr_t,
    >,
    pub get_handle: ::core::option::Option<
        unsafe extern "C" fn(
            file: *mut H5FD_t,
            fapl: hid_t,
            file_handle: *mut *mut ::core::ffi::c_void,
        ) -> herr_t,
    >,
    pub read: ::core::option::Option<
        unsafe extern "C" fn(
            file: *mut H5FD_t,
            type_: H5FD_mem_t,
            dxpl: hid_t,
            addr: haddr_t,
            size: usize,
            buffer: *mut ::core::ffi::c_void,
        ) -> herr_t,
    >,
    pub write: ::core::option::Option<
        unsafe extern "C" fn(
            file: *mut H5FD_t,
            type_: H5FD_mem_t,
            dxpl: hid_t,
            addr: haddr_t,
            size: usize,
            buffer: *const ::core::ffi::c_void,
        ) -> herr_t,
    >,
    pub read_vector: ::core::option::Option<
        unsafe extern "C" fn(
            file: *mut H5FD_t,
            dxpl: hid_t,
            count: u32,
            types: *mut H5FD_mem_t,
            addrs: *mut haddr_t,
            sizes: *mut usize,
            bufs: *mut *mut ::core::ffi::c_void,
        ) -> herr_t,
    >,
    pub write_vector: ::core::option::Option<
        unsafe extern "C" fn(
            file: *mut H5FD_t,
            dxpl: hid_t,
            count: u32,
            types: *mut H5FD_mem_t,
            addrs: *mut haddr_t,
            sizes: *mut usize,
            bufs: *mut *const ::core::ffi::c_void,
        ) -> herr_t,
    >,
    pub read_selection: ::core::option::Option<
        unsafe extern "C" fn(
            file: *mut H5FD_t,
            type_: H5FD_mem_t,
            dxpl_id: hid_t,
            count: usize,
            mem_spaces: *mut hid_t,
            file_spaces: *mut hid_t,
            offsets: *mut haddr_t,
            element_sizes: *mut usize,
            bufs: *mut *mut ::core::ffi::c_void,
        ) -> herr_t,
    >,
    pub write_selection: ::core::option::Option<
        unsafe extern "C" fn(
            file: *mut H5FD_t,
            type_: H5FD_mem_t,
            dxpl_id: hid_t,
            count: usize,
            mem_spaces: *mut hid_t,
            file_spaces: *mut hid_t,
            offsets: *mut haddr_t,
            element_sizes: *mut usize,
            bufs: *mut *const ::core::ffi::c_void,
        ) -> herr_t,
    >,
    pub flush: ::core::option::Option<
        unsafe extern "C" fn(file: *mut H5FD_t, dxpl_id: hid_t, closing: bool) -> herr_t,
    >,
    pub truncate: ::core::option::Option<
        unsafe extern "C" fn(file: *mut H5FD_t, dxpl_id: hid_t, closing: bool) -> herr_t,
    >,
    pub lock: ::core::option::Option<
        unsafe extern "C" fn(file: *mut H5FD_t, rw: bool) -> herr_t,
    >,
    pub unlock: ::core::option::Option<
        unsafe extern "C" fn(file: *mut H5FD_t) -> herr_t,
    >,
    pub del: ::core::option::Option<
        unsafe extern "C" fn(name: *const ::core::ffi::c_char, fapl: hid_t) -> herr_t,
    >,
    pub ctl: ::core::option::Option<
        unsafe extern "C" fn(
            file: *mut H5FD_t,
            op_code: u64,
            flags: u64,
            input: *const ::core::ffi::c_void,
            output: *mut *mut ::core::ffi::c_void,
        ) -> herr_t,
    >,
    pub fl_map: [H5FD_mem_t; 7usize],
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct H5FD_t {
    pub driver_id: hid_t,
    pub cls: *const H5FD_class_t,
    pub fileno: ::core::ffi::c_ulong,
    pub access_flags: ::core::ffi::c_uint,
    pub feature_flags: ::core::ffi::c_ulong,
    pub maxaddr: haddr_t,
    pub base_addr: haddr_t,
    pub threshold: hsize_t,
    pub alignment: hsize_t,
    pub paged_aggr: bool,
}
pub type H5I_future_realize_func_t = ::core::option::Option<
    unsafe extern "C" fn(
        future_object: *mut ::core::ffi::c_void,
        actual_object_id: *mut hid_t,
    ) -> herr_t,
>;
pub type H5I_future_discard_func_t = ::core::option::Option<
    unsafe extern "C" fn(future_object: *mut ::core::ffi::c_void) -> herr_t,
>;
pub type H5L_create_func_t = ::core::option::Option<
    unsafe extern "C" fn(
        link_name: *const ::core::ffi::c_char,
        loc_group: hid_t,
        lnkdata: *const ::core::ffi::c_void,
        lnkdata_size: usize,
        lcpl_id: hid_t,
    ) -> herr_t,
>;
pub type H5L_move_func_t = ::core::option::Option<
    unsafe extern "C" fn(
        new_name: *const ::core::ffi::c_char,
        new_loc: hid_t,
        lnkdata: *const ::core::ffi::c_void,
        lnkdata_size: usize,
    ) -> herr_t,
>;
pub type H5L_copy_func_t = ::core::option::Option<
    unsafe extern "C" fn(
        new_name: *const ::core::ffi::c_char,
        new_loc: hid_t,
        lnkdata: *const ::core::ffi::c_void,
        lnkdata_size: usize,
    ) -> herr_t,
>;
pub type H5L_traverse_func_t = ::core::option::Option<
    unsafe extern "C" fn(
        link_name: *const ::core::ffi::c_char,
        cur_group: hid_t,
        lnkdata: *const ::core::ffi::c_void,
        lnkdata_size: usize,
        lapl_id: hid_t,
        dxpl_id: hid_t,
    ) -> hid_t,
>;
pub type H5L_delete_func_t = ::core::option::Option<
    unsafe extern "C" fn(
        link_name: *const ::core::ffi::c_char,
        file: hid_t,
        lnkdata: *const ::core::ffi::c_void,
        lnkdata_size: usize,
    ) -> herr_t,
>;
pub type H5L_query_func_t = ::core::option::Option<
    unsafe extern "C" fn(
        link_name: *const ::core::ffi::c_char,
        lnkdata: *const ::core::ffi::c_void,
        lnkdata_size: usize,
        buf: *mut ::core::ffi::c_void,
        buf_size: usize,
    ) -> isize,
>;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct H5L_class_t {
    pub version: ::core::ffi::c_int,
    pub id: H5L_type_t,
    pub comment: *const ::core::ffi::c_char,
    pub create_func: H5L_create_func_t,
    pub move_func: H5L_move_func_t,
    pub copy_func: H5L_copy_func_t,
    pub trav_func: H5L_traverse_func_t,
    pub del_func: H5L_delete_func_t,
    pub query_func: H5L_query_func_t,
}
pub const H5T_CONV_INIT: H5T_cmd_t = 0;
pub const H5T_CONV_CONV: H5T_cmd_t = 1;
pub const H5T_CONV_FREE: H5T_cmd_t = 2;
pub type H5T_cmd_t = ::core::ffi::c_uint;
pub const H5T_BKG_NO: H5T_bkg_t = 0;
pub const H5T_BKG_TEMP: H5T_bkg_t = 1;
pub const H5T_BKG_YES: H5T_bkg_t = 2;
pub type H5T_bkg_t = ::core::ffi::c_uint;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct H5T_cdata_t {
    pub command: H5T_cmd_t,
    pub need_bkg: H5T_bkg_t,
    pub recalc: bool,
    pub priv_: *mut ::core::ffi::c_void,
}
pub const H5T_PERS_DONTCARE: H5T_pers_t = -1;
pub const H5T_PERS_HARD: H5T_pers_t = 0;
pub const H5T_PERS_SOFT: H5T_pers_t = 1;
pub type H5T_pers_t = ::core::ffi::c_int;
pub type H5T_conv_t = ::core::option::Option<
    unsafe extern "C" fn(
        src_id: hid_t,
        dst_id: hid_t,
        cdata: *mut H5T_cdata_t,
        nelmts: usize,
        buf_stride: usize,
        bkg_stride: usize,
        buf: *mut ::core::ffi::c_void,
        bkg: *mut ::core::ffi::c_void,
        dset_xfer_plist: hid_t,
    ) -> herr_t,
>;
pub type H5Z_can_apply_func_t = ::core::option::Option<
    unsafe extern "C" fn(dcpl_id: hid_t, type_id: hid_t, space_id: hid_t) -> htri_t,
>;
pub type H5Z_set_local_func_t = ::core::option::Option<
    unsafe extern "C" fn(dcpl_id: hid_t, type_id: hid_t, space_id: hid_t) -> herr_t,
>;
pub type H5Z_func_t = ::core::option::Option<
    unsafe extern "C" fn(
        flags: ::core::ffi::c_uint,
        cd_nelmts: usize,
        cd_values: *const ::core::ffi::c_uint,
        nbytes: usize,
        buf_size: *mut usize,
        buf: *mut *mut ::core::ffi::c_void,
    ) -> usize,
>;
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct H5Z_class2_t {
    pub version: ::core::ffi::c_int,
    pub id: H5Z_filter_t,
    pub encoder_present: ::core::ffi::c_uint,
    pub decoder_present: ::core::ffi::c_uint,
    pub name: *const ::core::ffi::c_char,
    pub can_apply: H5Z_can_apply_func_t,
    pub set_local: H5Z_set_local_func_t,
    pub filter: H5Z_func_t,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct H5FD_splitter_vfd_config_t {
    pub magic: i32,
    pub version: ::core::ffi::c_uint,
    pub rw_fapl_id: hid_t,
    pub wo_fapl_id: hid_t,
    pub wo_path: [::core::ffi::c_char; 4097usize],
    pub log_file_path: [::core::ffi::c_char; 4097usize],
    pub ignore_wo_errs: bool,
}
pub type H5DS_iterate_t = ::core::option::Option<
    unsafe extern "C" fn(
        dset: hid_t,
        dim: ::core::ffi::c_uint,
        scale: hid_t,
        visitor_data: *mut ::core::ffi::c_void,
    ) -> herr_t,
>;
#[cfg_attr(msvc_dll, link(name = "hdf5", kind = "dylib"))]
unsafe extern "C" {
    pub fn H5open() -> herr_t;
    pub fn H5close() -> herr_t;
    pub fn H5dont_atexit() -> herr_t;
    pub fn H5garbage_collect() -> herr_t;
    pub fn H5set_free_list_limits(
        reg_global_lim: ::core::ffi::c_int,
        reg_list_lim: ::core::ffi::c_int,
        arr_global_lim: ::core::ffi::c_int,
        arr_list_lim: ::core::ffi::c_int,
        blk_global_lim: ::core::ffi::c_int,
        blk_list_lim: ::core::ffi::c_int,
    ) -> herr_t;
    pub fn H5get_free_list_sizes(
        reg_size: *mut usize,
        arr_size: *mut usize,
        blk_size: *mut usize,
        fac_size: *mut usize,
    ) -> herr_t;
    pub fn H5get_libversion(
        majnum: *mut ::core::ffi::c_uint,
        minnum: *mut ::core::ffi::c_uint,
        relnum: *mut ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5is_library_threadsafe(is_ts: *mut bool) -> herr_t;
    pub fn H5free_memory(mem: *mut ::core::ffi::c_void) -> herr_t;
    pub fn H5allocate_memory(size: usize, clear: bool) -> *mut ::core::ffi::c_void;
    pub fn H5Iregister(type_: H5I_type_t, object: *const ::core::ffi::c_void) -> hid_t;
    pub fn H5Iobject_verify(id: hid_t, type_: H5I_type_t) -> *mut ::core::ffi::c_void;
    pub fn H5Iremove_verify(id: hid_t, type_: H5I_type_t) -> *mut ::core::ffi::c_void;
    pub fn H5Iget_type(id: hid_t) -> H5I_type_t;
    pub fn H5Iget_file_id(id: hid_t) -> hid_t;
    pub fn H5Iget_name(id: hid_t, name: *mut ::core::ffi::c_char, size: usize) -> isize;
    pub fn H5Iinc_ref(id: hid_t) -> ::core::ffi::c_int;
    pub fn H5Idec_ref(id: hid_t) -> ::core::ffi::c_int;
    pub fn H5Iget_ref(id: hid_t) -> ::core::ffi::c_int;
    pub fn H5Iregister_type2(
        reserved: ::core::ffi::c_uint,
        free_func: H5I_free_t,
    ) -> H5I_type_t;
    pub fn H5Iclear_type(type_: H5I_type_t, force: bool) -> herr_t;
    pub fn H5Idestroy_type(type_: H5I_type_t) -> herr_t;
    pub fn H5Iinc_type_ref(type_: H5I_type_t) -> ::core::ffi::c_int;
    pub fn H5Idec_type_ref(type_: H5I_type_t) -> ::core::ffi::c_int;
    pub fn H5Iget_type_ref(type_: H5I_type_t) -> ::core::ffi::c_int;
    pub fn H5Isearch(
        type_: H5I_type_t,
        func: H5I_search_func_t,
        key: *mut ::core::ffi::c_void,
    ) -> *mut ::core::ffi::c_void;
    pub fn H5Iiterate(
        type_: H5I_type_t,
        op: H5I_iterate_func_t,
        op_data: *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Inmembers(type_: H5I_type_t, num_members: *mut hsize_t) -> herr_t;
    pub fn H5Itype_exists(type_: H5I_type_t) -> htri_t;
    pub fn H5Iis_valid(id: hid_t) -> htri_t;
    pub fn H5Iregister_type1(
        hash_size: usize,
        reserved: ::core::ffi::c_uint,
        free_func: H5I_free_t,
    ) -> H5I_type_t;
    pub fn H5Oopen(
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        lapl_id: hid_t,
    ) -> hid_t;
    pub fn H5Oopen_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        lapl_id: hid_t,
        es_id: hid_t,
    ) -> hid_t;
    pub fn H5Oopen_by_token(loc_id: hid_t, token: H5O_token_t) -> hid_t;
    pub fn H5Oopen_by_idx(
        loc_id: hid_t,
        group_name: *const ::core::ffi::c_char,
        idx_type: H5_index_t,
        order: H5_iter_order_t,
        n: hsize_t,
        lapl_id: hid_t,
    ) -> hid_t;
    pub fn H5Oopen_by_idx_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        loc_id: hid_t,
        group_name: *const ::core::ffi::c_char,
        idx_type: H5_index_t,
        order: H5_iter_order_t,
        n: hsize_t,
        lapl_id: hid_t,
        es_id: hid_t,
    ) -> hid_t;
    pub fn H5Oexists_by_name(
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        lapl_id: hid_t,
    ) -> htri_t;
    pub fn H5Oget_info3(
        loc_id: hid_t,
        oinfo: *mut H5O_info2_t,
        fields: ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Oget_info_by_name3(
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        oinfo: *mut H5O_info2_t,
        fields: ::core::ffi::c_uint,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Oget_info_by_name_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        oinfo: *mut H5O_info2_t,
        fields: ::core::ffi::c_uint,
        lapl_id: hid_t,
        es_id: hid_t,
    ) -> herr_t;
    pub fn H5Oget_info_by_idx3(
        loc_id: hid_t,
        group_name: *const ::core::ffi::c_char,
        idx_type: H5_index_t,
        order: H5_iter_order_t,
        n: hsize_t,
        oinfo: *mut H5O_info2_t,
        fields: ::core::ffi::c_uint,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Oget_native_info(
        loc_id: hid_t,
        oinfo: *mut H5O_native_info_t,
        fields: ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Oget_native_info_by_name(
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        oinfo: *mut H5O_native_info_t,
        fields: ::core::ffi::c_uint,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Oget_native_info_by_idx(
        loc_id: hid_t,
        group_name: *const ::core::ffi::c_char,
        idx_type: H5_index_t,
        order: H5_iter_order_t,
        n: hsize_t,
        oinfo: *mut H5O_native_info_t,
        fields: ::core::ffi::c_uint,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Olink(
        obj_id: hid_t,
        new_loc_id: hid_t,
        new_name: *const ::core::ffi::c_char,
        lcpl_id: hid_t,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Oincr_refcount(object_id: hid_t) -> herr_t;
    pub fn H5Odecr_refcount(object_id: hid_t) -> herr_t;
    pub fn H5Ocopy(
        src_loc_id: hid_t,
        src_name: *const ::core::ffi::c_char,
        dst_loc_id: hid_t,
        dst_name: *const ::core::ffi::c_char,
        ocpypl_id: hid_t,
        lcpl_id: hid_t,
    ) -> herr_t;
    pub fn H5Ocopy_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        src_loc_id: hid_t,
        src_name: *const ::core::ffi::c_char,
        dst_loc_id: hid_t,
        dst_name: *const ::core::ffi::c_char,
        ocpypl_id: hid_t,
        lcpl_id: hid_t,
        es_id: hid_t,
    ) -> herr_t;
    pub fn H5Oset_comment(obj_id: hid_t, comment: *const ::core::ffi::c_char) -> herr_t;
    pub fn H5Oset_comment_by_name(
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        comment: *const ::core::ffi::c_char,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Oget_comment(
        obj_id: hid_t,
        comment: *mut ::core::ffi::c_char,
        bufsize: usize,
    ) -> isize;
    pub fn H5Oget_comment_by_name(
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        comment: *mut ::core::ffi::c_char,
        bufsize: usize,
        lapl_id: hid_t,
    ) -> isize;
    pub fn H5Ovisit3(
        obj_id: hid_t,
        idx_type: H5_index_t,
        order: H5_iter_order_t,
        op: H5O_iterate2_t,
        op_data: *mut ::core::ffi::c_void,
        fields: ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Ovisit_by_name3(
        loc_id: hid_t,
        obj_name: *const ::core::ffi::c_char,
        idx_type: H5_index_t,
        order: H5_iter_order_t,
        op: H5O_iterate2_t,
        op_data: *mut ::core::ffi::c_void,
        fields: ::core::ffi::c_uint,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Oclose(object_id: hid_t) -> herr_t;
    pub fn H5Oclose_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        object_id: hid_t,
        es_id: hid_t,
    ) -> herr_t;
    pub fn H5Oflush(obj_id: hid_t) -> herr_t;
    pub fn H5Oflush_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        obj_id: hid_t,
        es_id: hid_t,
    ) -> herr_t;
    pub fn H5Orefresh(oid: hid_t) -> herr_t;
    pub fn H5Orefresh_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        oid: hid_t,
        es_id: hid_t,
    ) -> herr_t;
    pub fn H5Odisable_mdc_flushes(object_id: hid_t) -> herr_t;
    pub fn H5Oenable_mdc_flushes(object_id: hid_t) -> herr_t;
    pub fn H5Oare_mdc_flushes_disabled(
        object_id: hid_t,
        are_disabled: *mut bool,
    ) -> herr_t;
    pub fn H5Otoken_cmp(
        loc_id: hid_t,
        token1: *const H5O_token_t,
        token2: *const H5O_token_t,
        cmp_value: *mut ::core::ffi::c_int,
    ) -> herr_t;
    pub fn H5Otoken_to_str(
        loc_id: hid_t,
        token: *const H5O_token_t,
        token_str: *mut *mut ::core::ffi::c_char,
    ) -> herr_t;
    pub fn H5Otoken_from_str(
        loc_id: hid_t,
        token_str: *const ::core::ffi::c_char,
        token: *mut H5O_token_t,
    ) -> herr_t;
    pub fn H5Oopen_by_addr(loc_id: hid_t, addr: haddr_t) -> hid_t;
    pub fn H5Oget_info1(loc_id: hid_t, oinfo: *mut H5O_info1_t) -> herr_t;
    pub fn H5Oget_info_by_name1(
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        oinfo: *mut H5O_info1_t,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Oget_info_by_idx1(
        loc_id: hid_t,
        group_name: *const ::core::ffi::c_char,
        idx_type: H5_index_t,
        order: H5_iter_order_t,
        n: hsize_t,
        oinfo: *mut H5O_info1_t,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Oget_info2(
        loc_id: hid_t,
        oinfo: *mut H5O_info1_t,
        fields: ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Oget_info_by_name2(
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        oinfo: *mut H5O_info1_t,
        fields: ::core::ffi::c_uint,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Oget_info_by_idx2(
        loc_id: hid_t,
        group_name: *const ::core::ffi::c_char,
        idx_type: H5_index_t,
        order: H5_iter_order_t,
        n: hsize_t,
        oinfo: *mut H5O_info1_t,
        fields: ::core::ffi::c_uint,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Ovisit1(
        obj_id: hid_t,
        idx_type: H5_index_t,
        order: H5_iter_order_t,
        op: H5O_iterate1_t,
        op_data: *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Ovisit_by_name1(
        loc_id: hid_t,
        obj_name: *const ::core::ffi::c_char,
        idx_type: H5_index_t,
        order: H5_iter_order_t,
        op: H5O_iterate1_t,
        op_data: *mut ::core::ffi::c_void,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Ovisit2(
        obj_id: hid_t,
        idx_type: H5_index_t,
        order: H5_iter_order_t,
        op: H5O_iterate1_t,
        op_data: *mut ::core::ffi::c_void,
        fields: ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Ovisit_by_name2(
        loc_id: hid_t,
        obj_name: *const ::core::ffi::c_char,
        idx_type: H5_index_t,
        order: H5_iter_order_t,
        op: H5O_iterate1_t,
        op_data: *mut ::core::ffi::c_void,
        fields: ::core::ffi::c_uint,
        lapl_id: hid_t,
    ) -> herr_t;
    pub static mut H5T_IEEE_F16BE_g: hid_t;
    pub static mut H5T_IEEE_F16LE_g: hid_t;
    pub static mut H5T_IEEE_F32BE_g: hid_t;
    pub static mut H5T_IEEE_F32LE_g: hid_t;
    pub static mut H5T_IEEE_F64BE_g: hid_t;
    pub static mut H5T_IEEE_F64LE_g: hid_t;
    pub static mut H5T_FLOAT_BFLOAT16BE_g: hid_t;
    pub static mut H5T_FLOAT_BFLOAT16LE_g: hid_t;
    pub static mut H5T_FLOAT_F8E4M3_g: hid_t;
    pub static mut H5T_FLOAT_F8E5M2_g: hid_t;
    pub static mut H5T_FLOAT_F6E2M3_g: hid_t;
    pub static mut H5T_FLOAT_F6E3M2_g: hid_t;
    pub static mut H5T_FLOAT_F4E2M1_g: hid_t;
    pub static mut H5T_COMPLEX_IEEE_F16BE_g: hid_t;
    pub static mut H5T_COMPLEX_IEEE_F16LE_g: hid_t;
    pub static mut H5T_COMPLEX_IEEE_F32BE_g: hid_t;
    pub static mut H5T_COMPLEX_IEEE_F32LE_g: hid_t;
    pub static mut H5T_COMPLEX_IEEE_F64BE_g: hid_t;
    pub static mut H5T_COMPLEX_IEEE_F64LE_g: hid_t;
    pub static mut H5T_STD_I8BE_g: hid_t;
    pub static mut H5T_STD_I8LE_g: hid_t;
    pub static mut H5T_STD_I16BE_g: hid_t;
    pub static mut H5T_STD_I16LE_g: hid_t;
    pub static mut H5T_STD_I32BE_g: hid_t;
    pub static mut H5T_STD_I32LE_g: hid_t;
    pub static mut H5T_STD_I64BE_g: hid_t;
    pub static mut H5T_STD_I64LE_g: hid_t;
    pub static mut H5T_STD_U8BE_g: hid_t;
    pub static mut H5T_STD_U8LE_g: hid_t;
    pub static mut H5T_STD_U16BE_g: hid_t;
    pub static mut H5T_STD_U16LE_g: hid_t;
    pub static mut H5T_STD_U32BE_g: hid_t;
    pub static mut H5T_STD_U32LE_g: hid_t;
    pub static mut H5T_STD_U64BE_g: hid_t;
    pub static mut H5T_STD_U64LE_g: hid_t;
    pub static mut H5T_STD_B8BE_g: hid_t;
    pub static mut H5T_STD_B8LE_g: hid_t;
    pub static mut H5T_STD_B16BE_g: hid_t;
    pub static mut H5T_STD_B16LE_g: hid_t;
    pub static mut H5T_STD_B32BE_g: hid_t;
    pub static mut H5T_STD_B32LE_g: hid_t;
    pub static mut H5T_STD_B64BE_g: hid_t;
    pub static mut H5T_STD_B64LE_g: hid_t;
    pub static mut H5T_STD_REF_OBJ_g: hid_t;
    pub static mut H5T_STD_REF_DSETREG_g: hid_t;
    pub static mut H5T_STD_REF_g: hid_t;
    pub static mut H5T_UNIX_D32BE_g: hid_t;
    pub static mut H5T_UNIX_D32LE_g: hid_t;
    pub static mut H5T_UNIX_D64BE_g: hid_t;
    pub static mut H5T_UNIX_D64LE_g: hid_t;
    pub static mut H5T_C_S1_g: hid_t;
    pub static mut H5T_FORTRAN_S1_g: hid_t;
    pub static mut H5T_VAX_F32_g: hid_t;
    pub static mut H5T_VAX_F64_g: hid_t;
    pub static mut H5T_NATIVE_SCHAR_g: hid_t;
    pub static mut H5T_NATIVE_UCHAR_g: hid_t;
    pub static mut H5T_NATIVE_SHORT_g: hid_t;
    pub static mut H5T_NATIVE_USHORT_g: hid_t;
    pub static mut H5T_NATIVE_INT_g: hid_t;
    pub static mut H5T_NATIVE_UINT_g: hid_t;
    pub static mut H5T_NATIVE_LONG_g: hid_t;
    pub static mut H5T_NATIVE_ULONG_g: hid_t;
    pub static mut H5T_NATIVE_LLONG_g: hid_t;
    pub static mut H5T_NATIVE_ULLONG_g: hid_t;
    pub static mut H5T_NATIVE_FLOAT16_g: hid_t;
    pub static mut H5T_NATIVE_FLOAT_g: hid_t;
    pub static mut H5T_NATIVE_DOUBLE_g: hid_t;
    pub static mut H5T_NATIVE_LDOUBLE_g: hid_t;
    pub static mut H5T_NATIVE_FLOAT_COMPLEX_g: hid_t;
    pub static mut H5T_NATIVE_DOUBLE_COMPLEX_g: hid_t;
    pub static mut H5T_NATIVE_LDOUBLE_COMPLEX_g: hid_t;
    pub static mut H5T_NATIVE_B8_g: hid_t;
    pub static mut H5T_NATIVE_B16_g: hid_t;
    pub static mut H5T_NATIVE_B32_g: hid_t;
    pub static mut H5T_NATIVE_B64_g: hid_t;
    pub static mut H5T_NATIVE_OPAQUE_g: hid_t;
    pub static mut H5T_NATIVE_HADDR_g: hid_t;
    pub static mut H5T_NATIVE_HSIZE_g: hid_t;
    pub static mut H5T_NATIVE_HSSIZE_g: hid_t;
    pub static mut H5T_NATIVE_HERR_g: hid_t;
    pub static mut H5T_NATIVE_HBOOL_g: hid_t;
    pub static mut H5T_NATIVE_INT8_g: hid_t;
    pub static mut H5T_NATIVE_UINT8_g: hid_t;
    pub static mut H5T_NATIVE_INT_LEAST8_g: hid_t;
    pub static mut H5T_NATIVE_UINT_LEAST8_g: hid_t;
    pub static mut H5T_NATIVE_INT_FAST8_g: hid_t;
    pub static mut H5T_NATIVE_UINT_FAST8_g: hid_t;
    pub static mut H5T_NATIVE_INT16_g: hid_t;
    pub static mut H5T_NATIVE_UINT16_g: hid_t;
    pub static mut H5T_NATIVE_INT_LEAST16_g: hid_t;
    pub static mut H5T_NATIVE_UINT_LEAST16_g: hid_t;
    pub static mut H5T_NATIVE_INT_FAST16_g: hid_t;
    pub static mut H5T_NATIVE_UINT_FAST16_g: hid_t;
    pub static mut H5T_NATIVE_INT32_g: hid_t;
    pub static mut H5T_NATIVE_UINT32_g: hid_t;
    pub static mut H5T_NATIVE_INT_LEAST32_g: hid_t;
    pub static mut H5T_NATIVE_UINT_LEAST32_g: hid_t;
    pub static mut H5T_NATIVE_INT_FAST32_g: hid_t;
    pub static mut H5T_NATIVE_UINT_FAST32_g: hid_t;
    pub static mut H5T_NATIVE_INT64_g: hid_t;
    pub static mut H5T_NATIVE_UINT64_g: hid_t;
    pub static mut H5T_NATIVE_INT_LEAST64_g: hid_t;
    pub static mut H5T_NATIVE_UINT_LEAST64_g: hid_t;
    pub static mut H5T_NATIVE_INT_FAST64_g: hid_t;
    pub static mut H5T_NATIVE_UINT_FAST64_g: hid_t;
    pub fn H5Tcreate(type_: H5T_class_t, size: usize) -> hid_t;
    pub fn H5Tcopy(type_id: hid_t) -> hid_t;
    pub fn H5Tclose(type_id: hid_t) -> herr_t;
    pub fn H5Tclose_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        type_id: hid_t,
        es_id: hid_t,
    ) -> herr_t;
    pub fn H5Tequal(type1_id: hid_t, type2_id: hid_t) -> htri_t;
    pub fn H5Tlock(type_id: hid_t) -> herr_t;
    pub fn H5Tcommit2(
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        type_id: hid_t,
        lcpl_id: hid_t,
        tcpl_id: hid_t,
        tapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Tcommit_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        type_id: hid_t,
        lcpl_id: hid_t,
        tcpl_id: hid_t,
        tapl_id: hid_t,
        es_id: hid_t,
    ) -> herr_t;
    pub fn H5Topen2(
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        tapl_id: hid_t,
    ) -> hid_t;
    pub fn H5Topen_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        tapl_id: hid_t,
        es_id: hid_t,
    ) -> hid_t;
    pub fn H5Tcommit_anon(
        loc_id: hid_t,
        type_id: hid_t,
        tcpl_id: hid_t,
        tapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Tget_create_plist(type_id: hid_t) -> hid_t;
    pub fn H5Tcommitted(type_id: hid_t) -> htri_t;
    pub fn H5Tencode(
        obj_id: hid_t,
        buf: *mut ::core::ffi::c_void,
        nalloc: *mut usize,
    ) -> herr_t;
    pub fn H5Tdecode2(buf: *const ::core::ffi::c_void, buf_size: usize) -> hid_t;
    pub fn H5Tflush(type_id: hid_t) -> herr_t;
    pub fn H5Trefresh(type_id: hid_t) -> herr_t;
    pub fn H5Tinsert(
        parent_id: hid_t,
        name: *const ::core::ffi::c_char,
        offset: usize,
        member_id: hid_t,
    ) -> herr_t;
    pub fn H5Tpack(type_id: hid_t) -> herr_t;
    pub fn H5Tenum_create(base_id: hid_t) -> hid_t;
    pub fn H5Tenum_insert(
        type_: hid_t,
        name: *const ::core::ffi::c_char,
        value: *const ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Tenum_nameof(
        type_: hid_t,
        value: *const ::core::ffi::c_void,
        name: *mut ::core::ffi::c_char,
        size: usize,
    ) -> herr_t;
    pub fn H5Tenum_valueof(
        type_: hid_t,
        name: *const ::core::ffi::c_char,
        value: *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Tvlen_create(base_id: hid_t) -> hid_t;
    pub fn H5Tarray_create2(
        base_id: hid_t,
        ndims: ::core::ffi::c_uint,
        dim: *const hsize_t,
    ) -> hid_t;
    pub fn H5Tget_array_ndims(type_id: hid_t) -> ::core::ffi::c_int;
    pub fn H5Tget_array_dims2(type_id: hid_t, dims: *mut hsize_t) -> ::core::ffi::c_int;
    pub fn H5Tcomplex_create(base_type_id: hid_t) -> hid_t;
    pub fn H5Tset_tag(type_: hid_t, tag: *const ::core::ffi::c_char) -> herr_t;
    pub fn H5Tget_tag(type_: hid_t) -> *mut ::core::ffi::c_char;
    pub fn H5Tget_super(type_: hid_t) -> hid_t;
    pub fn H5Tget_class(type_id: hid_t) -> H5T_class_t;
    pub fn H5Tdetect_class(type_id: hid_t, cls: H5T_class_t) -> htri_t;
    pub fn H5Tget_size(type_id: hid_t) -> usize;
    pub fn H5Tget_order(type_id: hid_t) -> H5T_order_t;
    pub fn H5Tget_precision(type_id: hid_t) -> usize;
    pub fn H5Tget_offset(type_id: hid_t) -> ::core::ffi::c_int;
    pub fn H5Tget_pad(
        type_id: hid_t,
        lsb: *mut H5T_pad_t,
        msb: *mut H5T_pad_t,
    ) -> herr_t;
    pub fn H5Tget_sign(type_id: hid_t) -> H5T_sign_t;
    pub fn H5Tget_fields(
        type_id: hid_t,
        spos: *mut usize,
        epos: *mut usize,
        esize: *mut usize,
        mpos: *mut usize,
        msize: *mut usize,
    ) -> herr_t;
    pub fn H5Tget_ebias(type_id: hid_t) -> usize;
    pub fn H5Tget_norm(type_id: hid_t) -> H5T_norm_t;
    pub fn H5Tget_inpad(type_id: hid_t) -> H5T_pad_t;
    pub fn H5Tget_strpad(type_id: hid_t) -> H5T_str_t;
    pub fn H5Tget_nmembers(type_id: hid_t) -> ::core::ffi::c_int;
    pub fn H5Tget_member_name(
        type_id: hid_t,
        membno: ::core::ffi::c_uint,
    ) -> *mut ::core::ffi::c_char;
    pub fn H5Tget_member_index(
        type_id: hid_t,
        name: *const ::core::ffi::c_char,
    ) -> ::core::ffi::c_int;
    pub fn H5Tget_member_offset(type_id: hid_t, membno: ::core::ffi::c_uint) -> usize;
    pub fn H5Tget_member_class(
        type_id: hid_t,
        membno: ::core::ffi::c_uint,
    ) -> H5T_class_t;
    pub fn H5Tget_member_type(type_id: hid_t, membno: ::core::ffi::c_uint) -> hid_t;
    pub fn H5Tget_member_value(
        type_id: hid_t,
        membno: ::core::ffi::c_uint,
        value: *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Tget_cset(type_id: hid_t) -> H5T_cset_t;
    pub fn H5Tis_variable_str(type_id: hid_t) -> htri_t;
    pub fn H5Tget_native_type(type_id: hid_t, direction: H5T_direction_t) -> hid_t;
    pub fn H5Tset_size(type_id: hid_t, size: usize) -> herr_t;
    pub fn H5Tset_order(type_id: hid_t, order: H5T_order_t) -> herr_t;
    pub fn H5Tset_precision(type_id: hid_t, prec: usize) -> herr_t;
    pub fn H5Tset_offset(type_id: hid_t, offset: usize) -> herr_t;
    pub fn H5Tset_pad(type_id: hid_t, lsb: H5T_pad_t, msb: H5T_pad_t) -> herr_t;
    pub fn H5Tset_sign(type_id: hid_t, sign: H5T_sign_t) -> herr_t;
    pub fn H5Tset_fields(
        type_id: hid_t,
        spos: usize,
        epos: usize,
        esize: usize,
        mpos: usize,
        msize: usize,
    ) -> herr_t;
    pub fn H5Tset_ebias(type_id: hid_t, ebias: usize) -> herr_t;
    pub fn H5Tset_norm(type_id: hid_t, norm: H5T_norm_t) -> herr_t;
    pub fn H5Tset_inpad(type_id: hid_t, pad: H5T_pad_t) -> herr_t;
    pub fn H5Tset_cset(type_id: hid_t, cset: H5T_cset_t) -> herr_t;
    pub fn H5Tset_strpad(type_id: hid_t, strpad: H5T_str_t) -> herr_t;
    pub fn H5Tconvert(
        src_id: hid_t,
        dst_id: hid_t,
        nelmts: usize,
        buf: *mut ::core::ffi::c_void,
        background: *mut ::core::ffi::c_void,
        plist_id: hid_t,
    ) -> herr_t;
    pub fn H5Treclaim(
        type_id: hid_t,
        space_id: hid_t,
        plist_id: hid_t,
        buf: *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Tdecode1(buf: *const ::core::ffi::c_void) -> hid_t;
    pub fn H5Tcommit1(
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        type_id: hid_t,
    ) -> herr_t;
    pub fn H5Topen1(loc_id: hid_t, name: *const ::core::ffi::c_char) -> hid_t;
    pub fn H5Tarray_create1(
        base_id: hid_t,
        ndims: ::core::ffi::c_int,
        dim: *const hsize_t,
        perm: *const ::core::ffi::c_int,
    ) -> hid_t;
    pub fn H5Tget_array_dims1(
        type_id: hid_t,
        dims: *mut hsize_t,
        perm: *mut ::core::ffi::c_int,
    ) -> ::core::ffi::c_int;
    pub fn H5Aclose(attr_id: hid_t) -> herr_t;
    pub fn H5Aclose_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        attr_id: hid_t,
        es_id: hid_t,
    ) -> herr_t;
    pub fn H5Acreate2(
        loc_id: hid_t,
        attr_name: *const ::core::ffi::c_char,
        type_id: hid_t,
        space_id: hid_t,
        acpl_id: hid_t,
        aapl_id: hid_t,
    ) -> hid_t;
    pub fn H5Acreate_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        loc_id: hid_t,
        attr_name: *const ::core::ffi::c_char,
        type_id: hid_t,
        space_id: hid_t,
        acpl_id: hid_t,
        aapl_id: hid_t,
        es_id: hid_t,
    ) -> hid_t;
    pub fn H5Acreate_by_name(
        loc_id: hid_t,
        obj_name: *const ::core::ffi::c_char,
        attr_name: *const ::core::ffi::c_char,
        type_id: hid_t,
        space_id: hid_t,
        acpl_id: hid_t,
        aapl_id: hid_t,
        lapl_id: hid_t,
    ) -> hid_t;
    pub fn H5Acreate_by_name_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        loc_id: hid_t,
        obj_name: *const ::core::ffi::c_char,
        attr_name: *const ::core::ffi::c_char,
        type_id: hid_t,
        space_id: hid_t,
        acpl_id: hid_t,
        aapl_id: hid_t,
        lapl_id: hid_t,
        es_id: hid_t,
    ) -> hid_t;
    pub fn H5Adelete(loc_id: hid_t, attr_name: *const ::core::ffi::c_char) -> herr_t;
    pub fn H5Adelete_by_idx(
        loc_id: hid_t,
        obj_name: *const ::core::ffi::c_char,
        idx_type: H5_index_t,
        order: H5_iter_order_t,
        n: hsize_t,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Adelete_by_name(
        loc_id: hid_t,
        obj_name: *const ::core::ffi::c_char,
        attr_name: *const ::core::ffi::c_char,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Aexists(obj_id: hid_t, attr_name: *const ::core::ffi::c_char) -> htri_t;
    pub fn H5Aexists_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        obj_id: hid_t,
        attr_name: *const ::core::ffi::c_char,
        exists: *mut bool,
        es_id: hid_t,
    ) -> herr_t;
    pub fn H5Aexists_by_name(
        obj_id: hid_t,
        obj_name: *const ::core::ffi::c_char,
        attr_name: *const ::core::ffi::c_char,
        lapl_id: hid_t,
    ) -> htri_t;
    pub fn H5Aexists_by_name_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        loc_id: hid_t,
        obj_name: *const ::core::ffi::c_char,
        attr_name: *const ::core::ffi::c_char,
        exists: *mut bool,
        lapl_id: hid_t,
        es_id: hid_t,
    ) -> herr_t;
    pub fn H5Aget_create_plist(attr_id: hid_t) -> hid_t;
    pub fn H5Aget_info(attr_id: hid_t, ainfo: *mut H5A_info_t) -> herr_t;
    pub fn H5Aget_info_by_idx(
        loc_id: hid_t,
        obj_name: *const ::core::ffi::c_char,
        idx_type: H5_index_t,
        order: H5_iter_order_t,
        n: hsize_t,
        ainfo: *mut H5A_info_t,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Aget_info_by_name(
        loc_id: hid_t,
        obj_name: *const ::core::ffi::c_char,
        attr_name: *const ::core::ffi::c_char,
        ainfo: *mut H5A_info_t,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Aget_name(
        attr_id: hid_t,
        buf_size: usize,
        buf: *mut ::core::ffi::c_char,
    ) -> isize;
    pub fn H5Aget_name_by_idx(
        loc_id: hid_t,
        obj_name: *const ::core::ffi::c_char,
        idx_type: H5_index_t,
        order: H5_iter_order_t,
        n: hsize_t,
        name: *mut ::core::ffi::c_char,
        size: usize,
        lapl_id: hid_t,
    ) -> isize;
    pub fn H5Aget_space(attr_id: hid_t) -> hid_t;
    pub fn H5Aget_storage_size(attr_id: hid_t) -> hsize_t;
    pub fn H5Aget_type(attr_id: hid_t) -> hid_t;
    pub fn H5Aiterate2(
        loc_id: hid_t,
        idx_type: H5_index_t,
        order: H5_iter_order_t,
        idx: *mut hsize_t,
        op: H5A_operator2_t,
        op_data: *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Aiterate_by_name(
        loc_id: hid_t,
        obj_name: *const ::core::ffi::c_char,
        idx_type: H5_index_t,
        order: H5_iter_order_t,
        idx: *mut hsize_t,
        op: H5A_operator2_t,
        op_data: *mut ::core::ffi::c_void,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Aopen(
        obj_id: hid_t,
        attr_name: *const ::core::ffi::c_char,
        aapl_id: hid_t,
    ) -> hid_t;
    pub fn H5Aopen_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        obj_id: hid_t,
        attr_name: *const ::core::ffi::c_char,
        aapl_id: hid_t,
        es_id: hid_t,
    ) -> hid_t;
    pub fn H5Aopen_by_idx(
        loc_id: hid_t,
        obj_name: *const ::core::ffi::c_char,
        idx_type: H5_index_t,
        order: H5_iter_order_t,
        n: hsize_t,
        aapl_id: hid_t,
        lapl_id: hid_t,
    ) -> hid_t;
    pub fn H5Aopen_by_idx_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        loc_id: hid_t,
        obj_name: *const ::core::ffi::c_char,
        idx_type: H5_index_t,
        order: H5_iter_order_t,
        n: hsize_t,
        aapl_id: hid_t,
        lapl_id: hid_t,
        es_id: hid_t,
    ) -> hid_t;
    pub fn H5Aopen_by_name(
        loc_id: hid_t,
        obj_name: *const ::core::ffi::c_char,
        attr_name: *const ::core::ffi::c_char,
        aapl_id: hid_t,
        lapl_id: hid_t,
    ) -> hid_t;
    pub fn H5Aopen_by_name_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        loc_id: hid_t,
        obj_name: *const ::core::ffi::c_char,
        attr_name: *const ::core::ffi::c_char,
        aapl_id: hid_t,
        lapl_id: hid_t,
        es_id: hid_t,
    ) -> hid_t;
    pub fn H5Aread(
        attr_id: hid_t,
        type_id: hid_t,
        buf: *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Aread_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        attr_id: hid_t,
        dtype_id: hid_t,
        buf: *mut ::core::ffi::c_void,
        es_id: hid_t,
    ) -> herr_t;
    pub fn H5Arename(
        loc_id: hid_t,
        old_name: *const ::core::ffi::c_char,
        new_name: *const ::core::ffi::c_char,
    ) -> herr_t;
    pub fn H5Arename_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        loc_id: hid_t,
        old_name: *const ::core::ffi::c_char,
        new_name: *const ::core::ffi::c_char,
        es_id: hid_t,
    ) -> herr_t;
    pub fn H5Arename_by_name_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        loc_id: hid_t,
        obj_name: *const ::core::ffi::c_char,
        old_attr_name: *const ::core::ffi::c_char,
        new_attr_name: *const ::core::ffi::c_char,
        lapl_id: hid_t,
        es_id: hid_t,
    ) -> herr_t;
    pub fn H5Awrite(
        attr_id: hid_t,
        type_id: hid_t,
        buf: *const ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Awrite_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        attr_id: hid_t,
        type_id: hid_t,
        buf: *const ::core::ffi::c_void,
        es_id: hid_t,
    ) -> herr_t;
    pub fn H5Arename_by_name(
        loc_id: hid_t,
        obj_name: *const ::core::ffi::c_char,
        old_attr_name: *const ::core::ffi::c_char,
        new_attr_name: *const ::core::ffi::c_char,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Acreate1(
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        type_id: hid_t,
        space_id: hid_t,
        acpl_id: hid_t,
    ) -> hid_t;
    pub fn H5Aget_num_attrs(loc_id: hid_t) -> ::core::ffi::c_int;
    pub fn H5Aiterate1(
        loc_id: hid_t,
        idx: *mut ::core::ffi::c_uint,
        op: H5A_operator1_t,
        op_data: *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Aopen_idx(loc_id: hid_t, idx: ::core::ffi::c_uint) -> hid_t;
    pub fn H5Aopen_name(loc_id: hid_t, name: *const ::core::ffi::c_char) -> hid_t;
    pub fn H5Dcreate2(
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        type_id: hid_t,
        space_id: hid_t,
        lcpl_id: hid_t,
        dcpl_id: hid_t,
        dapl_id: hid_t,
    ) -> hid_t;
    pub fn H5Dcreate_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        type_id: hid_t,
        space_id: hid_t,
        lcpl_id: hid_t,
        dcpl_id: hid_t,
        dapl_id: hid_t,
        es_id: hid_t,
    ) -> hid_t;
    pub fn H5Dcreate_anon(
        loc_id: hid_t,
        type_id: hid_t,
        space_id: hid_t,
        dcpl_id: hid_t,
        dapl_id: hid_t,
    ) -> hid_t;
    pub fn H5Dopen2(
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        dapl_id: hid_t,
    ) -> hid_t;
    pub fn H5Dopen_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        dapl_id: hid_t,
        es_id: hid_t,
    ) -> hid_t;
    pub fn H5Dget_space(dset_id: hid_t) -> hid_t;
    pub fn H5Dget_space_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        dset_id: hid_t,
        es_id: hid_t,
    ) -> hid_t;
    pub fn H5Dget_space_status(
        dset_id: hid_t,
        allocation: *mut H5D_space_status_t,
    ) -> herr_t;
    pub fn H5Dget_type(dset_id: hid_t) -> hid_t;
    pub fn H5Dget_create_plist(dset_id: hid_t) -> hid_t;
    pub fn H5Dget_access_plist(dset_id: hid_t) -> hid_t;
    pub fn H5Dget_storage_size(dset_id: hid_t) -> hsize_t;
    pub fn H5Dget_chunk_storage_size(
        dset_id: hid_t,
        offset: *const hsize_t,
        chunk_bytes: *mut hsize_t,
    ) -> herr_t;
    pub fn H5Dget_num_chunks(
        dset_id: hid_t,
        fspace_id: hid_t,
        nchunks: *mut hsize_t,
    ) -> herr_t;
    pub fn H5Dget_chunk_info_by_coord(
        dset_id: hid_t,
        offset: *const hsize_t,
        filter_mask: *mut ::core::ffi::c_uint,
        addr: *mut haddr_t,
        size: *mut hsize_t,
    ) -> herr_t;
    pub fn H5Dchunk_iter(
        dset_id: hid_t,
        dxpl_id: hid_t,
        cb: H5D_chunk_iter_op_t,
        op_data: *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Dget_chunk_info(
        dset_id: hid_t,
        fspace_id: hid_t,
        chk_idx: hsize_t,
        offset: *mut hsize_t,
        filter_mask: *mut ::core::ffi::c_uint,
        addr: *mut haddr_t,
        size: *mut hsize_t,
    ) -> herr_t;
    pub fn H5Dget_offset(dset_id: hid_t) -> haddr_t;
    pub fn H5Dread(
        dset_id: hid_t,
        mem_type_id: hid_t,
        mem_space_id: hid_t,
        file_space_id: hid_t,
        dxpl_id: hid_t,
        buf: *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Dread_multi(
        count: usize,
        dset_id: *mut hid_t,
        mem_type_id: *mut hid_t,
        mem_space_id: *mut hid_t,
        file_space_id: *mut hid_t,
        dxpl_id: hid_t,
        buf: *mut *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Dread_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        dset_id: hid_t,
        mem_type_id: hid_t,
        mem_space_id: hid_t,
        file_space_id: hid_t,
        dxpl_id: hid_t,
        buf: *mut ::core::ffi::c_void,
        es_id: hid_t,
    ) -> herr_t;
    pub fn H5Dread_multi_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        count: usize,
        dset_id: *mut hid_t,
        mem_type_id: *mut hid_t,
        mem_space_id: *mut hid_t,
        file_space_id: *mut hid_t,
        dxpl_id: hid_t,
        buf: *mut *mut ::core::ffi::c_void,
        es_id: hid_t,
    ) -> herr_t;
    pub fn H5Dwrite(
        dset_id: hid_t,
        mem_type_id: hid_t,
        mem_space_id: hid_t,
        file_space_id: hid_t,
        dxpl_id: hid_t,
        buf: *const ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Dwrite_multi(
        count: usize,
        dset_id: *mut hid_t,
        mem_type_id: *mut hid_t,
        mem_space_id: *mut hid_t,
        file_space_id: *mut hid_t,
        dxpl_id: hid_t,
        buf: *mut *const ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Dwrite_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        dset_id: hid_t,
        mem_type_id: hid_t,
        mem_space_id: hid_t,
        file_space_id: hid_t,
        dxpl_id: hid_t,
        buf: *const ::core::ffi::c_void,
        es_id: hid_t,
    ) -> herr_t;
    pub fn H5Dwrite_multi_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        count: usize,
        dset_id: *mut hid_t,
        mem_type_id: *mut hid_t,
        mem_space_id: *mut hid_t,
        file_space_id: *mut hid_t,
        dxpl_id: hid_t,
        buf: *mut *const ::core::ffi::c_void,
        es_id: hid_t,
    ) -> herr_t;
    pub fn H5Dwrite_chunk(
        dset_id: hid_t,
        dxpl_id: hid_t,
        filters: u32,
        offset: *const hsize_t,
        data_size: usize,
        buf: *const ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Dread_chunk2(
        dset_id: hid_t,
        dxpl_id: hid_t,
        offset: *const hsize_t,
        filters: *mut u32,
        buf: *mut ::core::ffi::c_void,
        buf_size: *mut usize,
    ) -> herr_t;
    pub fn H5Diterate(
        buf: *mut ::core::ffi::c_void,
        type_id: hid_t,
        space_id: hid_t,
        op: H5D_operator_t,
        operator_data: *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Dvlen_get_buf_size(
        dset_id: hid_t,
        type_id: hid_t,
        space_id: hid_t,
        size: *mut hsize_t,
    ) -> herr_t;
    pub fn H5Dfill(
        fill: *const ::core::ffi::c_void,
        fill_type_id: hid_t,
        buf: *mut ::core::ffi::c_void,
        buf_type_id: hid_t,
        space_id: hid_t,
    ) -> herr_t;
    pub fn H5Dset_extent(dset_id: hid_t, size: *const hsize_t) -> herr_t;
    pub fn H5Dset_extent_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        dset_id: hid_t,
        size: *const hsize_t,
        es_id: hid_t,
    ) -> herr_t;
    pub fn H5Dflush(dset_id: hid_t) -> herr_t;
    pub fn H5Drefresh(dset_id: hid_t) -> herr_t;
    pub fn H5Dscatter(
        op: H5D_scatter_func_t,
        op_data: *mut ::core::ffi::c_void,
        type_id: hid_t,
        dst_space_id: hid_t,
        dst_buf: *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Dgather(
        src_space_id: hid_t,
        src_buf: *const ::core::ffi::c_void,
        type_id: hid_t,
        dst_buf_size: usize,
        dst_buf: *mut ::core::ffi::c_void,
        op: H5D_gather_func_t,
        op_data: *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Dclose(dset_id: hid_t) -> herr_t;
    pub fn H5Dclose_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        dset_id: hid_t,
        es_id: hid_t,
    ) -> herr_t;
    pub fn H5Ddebug(dset_id: hid_t) -> herr_t;
    pub fn H5Dformat_convert(dset_id: hid_t) -> herr_t;
    pub fn H5Dget_chunk_index_type(
        did: hid_t,
        idx_type: *mut H5D_chunk_index_t,
    ) -> herr_t;
    pub fn H5Dcreate1(
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        type_id: hid_t,
        space_id: hid_t,
        dcpl_id: hid_t,
    ) -> hid_t;
    pub fn H5Dopen1(loc_id: hid_t, name: *const ::core::ffi::c_char) -> hid_t;
    pub fn H5Dextend(dset_id: hid_t, size: *const hsize_t) -> herr_t;
    pub fn H5Dvlen_reclaim(
        type_id: hid_t,
        space_id: hid_t,
        dxpl_id: hid_t,
        buf: *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Dread_chunk1(
        dset_id: hid_t,
        dxpl_id: hid_t,
        offset: *const hsize_t,
        filters: *mut u32,
        buf: *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub static mut H5E_ERR_CLS_g: hid_t;
    pub static mut H5E_ARGS_g: hid_t;
    pub static mut H5E_ATTR_g: hid_t;
    pub static mut H5E_BTREE_g: hid_t;
    pub static mut H5E_CACHE_g: hid_t;
    pub static mut H5E_CONTEXT_g: hid_t;
    pub static mut H5E_DATASET_g: hid_t;
    pub static mut H5E_DATASPACE_g: hid_t;
    pub static mut H5E_DATATYPE_g: hid_t;
    pub static mut H5E_EARRAY_g: hid_t;
    pub static mut H5E_EFL_g: hid_t;
    pub static mut H5E_ERROR_g: hid_t;
    pub static mut H5E_EVENTSET_g: hid_t;
    pub static mut H5E_FARRAY_g: hid_t;
    pub static mut H5E_FILE_g: hid_t;
    pub static mut H5E_FSPACE_g: hid_t;
    pub static mut H5E_FUNC_g: hid_t;
    pub static mut H5E_HEAP_g: hid_t;
    pub static mut H5E_ID_g: hid_t;
    pub static mut H5E_INTERNAL_g: hid_t;
    pub static mut H5E_IO_g: hid_t;
    pub static mut H5E_LIB_g: hid_t;
    pub static mut H5E_LINK_g: hid_t;
    pub static mut H5E_MAP_g: hid_t;
    pub static mut H5E_NONE_MAJOR_g: hid_t;
    pub static mut H5E_OHDR_g: hid_t;
    pub static mut H5E_PAGEBUF_g: hid_t;
    pub static mut H5E_PLINE_g: hid_t;
    pub static mut H5E_PLIST_g: hid_t;
    pub static mut H5E_PLUGIN_g: hid_t;
    pub static mut H5E_REFERENCE_g: hid_t;
    pub static mut H5E_RESOURCE_g: hid_t;
    pub static mut H5E_RS_g: hid_t;
    pub static mut H5E_RTREE_g: hid_t;
    pub static mut H5E_SLIST_g: hid_t;
    pub static mut H5E_SOHM_g: hid_t;
    pub static mut H5E_STORAGE_g: hid_t;
    pub static mut H5E_SYM_g: hid_t;
    pub static mut H5E_THREADSAFE_g: hid_t;
    pub static mut H5E_TST_g: hid_t;
    pub static mut H5E_VFL_g: hid_t;
    pub static mut H5E_VOL_g: hid_t;
    pub static mut H5E_BADRANGE_g: hid_t;
    pub static mut H5E_BADTYPE_g: hid_t;
    pub static mut H5E_BADVALUE_g: hid_t;
    pub static mut H5E_UNINITIALIZED_g: hid_t;
    pub static mut H5E_UNSUPPORTED_g: hid_t;
    pub static mut H5E_CANTCANCEL_g: hid_t;
    pub static mut H5E_CANTWAIT_g: hid_t;
    pub static mut H5E_CANTDECODE_g: hid_t;
    pub static mut H5E_CANTENCODE_g: hid_t;
    pub static mut H5E_CANTFIND_g: hid_t;
    pub static mut H5E_CANTINSERT_g: hid_t;
    pub static mut H5E_CANTLIST_g: hid_t;
    pub static mut H5E_CANTMODIFY_g: hid_t;
    pub static mut H5E_CANTREDISTRIBUTE_g: hid_t;
    pub static mut H5E_CANTREMOVE_g: hid_t;
    pub static mut H5E_CANTSPLIT_g: hid_t;
    pub static mut H5E_CANTSWAP_g: hid_t;
    pub static mut H5E_EXISTS_g: hid_t;
    pub static mut H5E_NOTFOUND_g: hid_t;
    pub static mut H5E_CANTCLEAN_g: hid_t;
    pub static mut H5E_CANTCORK_g: hid_t;
    pub static mut H5E_CANTDEPEND_g: hid_t;
    pub static mut H5E_CANTDIRTY_g: hid_t;
    pub static mut H5E_CANTEXPUNGE_g: hid_t;
    pub static mut H5E_CANTFLUSH_g: hid_t;
    pub static mut H5E_CANTINS_g: hid_t;
    pub static mut H5E_CANTLOAD_g: hid_t;
    pub static mut H5E_CANTMARKCLEAN_g: hid_t;
    pub static mut H5E_CANTMARKDIRTY_g: hid_t;
    pub static mut H5E_CANTMARKSERIALIZED_g: hid_t;
    pub static mut H5E_CANTMARKUNSERIALIZED_g: hid_t;
    pub static mut H5E_CANTNOTIFY_g: hid_t;
    pub static mut H5E_CANTPIN_g: hid_t;
    pub static mut H5E_CANTPROTECT_g: hid_t;
    pub static mut H5E_CANTRESIZE_g: hid_t;
    pub static mut H5E_CANTSERIALIZE_g: hid_t;
    pub static mut H5E_CANTTAG_g: hid_t;
    pub static mut H5E_CANTUNCORK_g: hid_t;
    pub static mut H5E_CANTUNDEPEND_g: hid_t;
    pub static mut H5E_CANTUNPIN_g: hid_t;
    pub static mut H5E_CANTUNPROTECT_g: hid_t;
    pub static mut H5E_CANTUNSERIALIZE_g: hid_t;
    pub static mut H5E_LOGGING_g: hid_t;
    pub static mut H5E_NOTCACHED_g: hid_t;
    pub static mut H5E_PROTECT_g: hid_t;
    pub static mut H5E_SYSTEM_g: hid_t;
    pub static mut H5E_BADSELECT_g: hid_t;
    pub static mut H5E_CANTAPPEND_g: hid_t;
    pub static mut H5E_CANTCLIP_g: hid_t;
    pub static mut H5E_CANTCOMPARE_g: hid_t;
    pub static mut H5E_CANTCOUNT_g: hid_t;
    pub static mut H5E_CANTNEXT_g: hid_t;
    pub static mut H5E_CANTSELECT_g: hid_t;
    pub static mut H5E_INCONSISTENTSTATE_g: hid_t;
    pub static mut H5E_CLOSEERROR_g: hid_t;
    pub static mut H5E_FCNTL_g: hid_t;
    pub static mut H5E_OVERFLOW_g: hid_t;
    pub static mut H5E_READERROR_g: hid_t;
    pub static mut H5E_SEEKERROR_g: hid_t;
    pub static mut H5E_WRITEERROR_g: hid_t;
    pub static mut H5E_BADFILE_g: hid_t;
    pub static mut H5E_CANTCLOSEFILE_g: hid_t;
    pub static mut H5E_CANTCREATE_g: hid_t;
    pub static mut H5E_CANTDELETEFILE_g: hid_t;
    pub static mut H5E_CANTLOCKFILE_g: hid_t;
    pub static mut H5E_CANTOPENFILE_g: hid_t;
    pub static mut H5E_CANTUNLOCKFILE_g: hid_t;
    pub static mut H5E_FILEEXISTS_g: hid_t;
    pub static mut H5E_FILEOPEN_g: hid_t;
    pub static mut H5E_MOUNT_g: hid_t;
    pub static mut H5E_NOTHDF5_g: hid_t;
    pub static mut H5E_TRUNCATED_g: hid_t;
    pub static mut H5E_UNMOUNT_g: hid_t;
    pub static mut H5E_CANTMERGE_g: hid_t;
    pub static mut H5E_CANTREVIVE_g: hid_t;
    pub static mut H5E_CANTSHRINK_g: hid_t;
    pub static mut H5E_ALREADYINIT_g: hid_t;
    pub static mut H5E_CANTINIT_g: hid_t;
    pub static mut H5E_CANTRELEASE_g: hid_t;
    pub static mut H5E_CANTCLOSEOBJ_g: hid_t;
    pub static mut H5E_CANTOPENOBJ_g: hid_t;
    pub static mut H5E_COMPLEN_g: hid_t;
    pub static mut H5E_PATH_g: hid_t;
    pub static mut H5E_CANTATTACH_g: hid_t;
    pub static mut H5E_CANTCOMPUTE_g: hid_t;
    pub static mut H5E_CANTEXTEND_g: hid_t;
    pub static mut H5E_CANTOPERATE_g: hid_t;
    pub static mut H5E_CANTRESTORE_g: hid_t;
    pub static mut H5E_CANTUPDATE_g: hid_t;
    pub static mut H5E_BADGROUP_g: hid_t;
    pub static mut H5E_BADID_g: hid_t;
    pub static mut H5E_CANTDEC_g: hid_t;
    pub static mut H5E_CANTINC_g: hid_t;
    pub static mut H5E_CANTREGISTER_g: hid_t;
    pub static mut H5E_NOIDS_g: hid_t;
    pub static mut H5E_CANTMOVE_g: hid_t;
    pub static mut H5E_CANTSORT_g: hid_t;
    pub static mut H5E_NLINKS_g: hid_t;
    pub static mut H5E_NOTREGISTERED_g: hid_t;
    pub static mut H5E_TRAVERSE_g: hid_t;
    pub static mut H5E_CANTPUT_g: hid_t;
    pub static mut H5E_CANTGATHER_g: hid_t;
    pub static mut H5E_CANTRECV_g: hid_t;
    pub static mut H5E_MPI_g: hid_t;
    pub static mut H5E_MPIERRSTR_g: hid_t;
    pub static mut H5E_NO_INDEPENDENT_g: hid_t;
    pub static mut H5E_NONE_MINOR_g: hid_t;
    pub static mut H5E_ALIGNMENT_g: hid_t;
    pub static mut H5E_BADITER_g: hid_t;
    pub static mut H5E_BADMESG_g: hid_t;
    pub static mut H5E_CANTDELETE_g: hid_t;
    pub static mut H5E_CANTPACK_g: hid_t;
    pub static mut H5E_CANTRENAME_g: hid_t;
    pub static mut H5E_CANTRESET_g: hid_t;
    pub static mut H5E_LINKCOUNT_g: hid_t;
    pub static mut H5E_VERSION_g: hid_t;
    pub static mut H5E_CALLBACK_g: hid_t;
    pub static mut H5E_CANAPPLY_g: hid_t;
    pub static mut H5E_CANTFILTER_g: hid_t;
    pub static mut H5E_NOENCODER_g: hid_t;
    pub static mut H5E_NOFILTER_g: hid_t;
    pub static mut H5E_SETLOCAL_g: hid_t;
    pub static mut H5E_CANTGET_g: hid_t;
    pub static mut H5E_CANTSET_g: hid_t;
    pub static mut H5E_DUPCLASS_g: hid_t;
    pub static mut H5E_SETDISALLOWED_g: hid_t;
    pub static mut H5E_OPENERROR_g: hid_t;
    pub static mut H5E_ALREADYEXISTS_g: hid_t;
    pub static mut H5E_CANTALLOC_g: hid_t;
    pub static mut H5E_CANTCOPY_g: hid_t;
    pub static mut H5E_CANTFREE_g: hid_t;
    pub static mut H5E_CANTGC_g: hid_t;
    pub static mut H5E_CANTGETSIZE_g: hid_t;
    pub static mut H5E_CANTLOCK_g: hid_t;
    pub static mut H5E_CANTUNLOCK_g: hid_t;
    pub static mut H5E_NOSPACE_g: hid_t;
    pub static mut H5E_OBJOPEN_g: hid_t;
    pub static mut H5E_SYSERRSTR_g: hid_t;
    pub static mut H5E_BADSIZE_g: hid_t;
    pub static mut H5E_CANTCONVERT_g: hid_t;
    pub fn H5Eregister_class(
        cls_name: *const ::core::ffi::c_char,
        lib_name: *const ::core::ffi::c_char,
        version: *const ::core::ffi::c_char,
    ) -> hid_t;
    pub fn H5Eunregister_class(class_id: hid_t) -> herr_t;
    pub fn H5Eclose_msg(err_id: hid_t) -> herr_t;
    pub fn H5Ecreate_msg(
        cls: hid_t,
        msg_type: H5E_type_t,
        msg: *const ::core::ffi::c_char,
    ) -> hid_t;
    pub fn H5Ecreate_stack() -> hid_t;
    pub fn H5Eget_current_stack() -> hid_t;
    pub fn H5Eappend_stack(
        dst_stack_id: hid_t,
        src_stack_id: hid_t,
        close_source_stack: bool,
    ) -> herr_t;
    pub fn H5Eis_paused(stack_id: hid_t, is_paused: *mut bool) -> herr_t;
    pub fn H5Epause_stack(stack_id: hid_t) -> herr_t;
    pub fn H5Eresume_stack(stack_id: hid_t) -> herr_t;
    pub fn H5Eclose_stack(stack_id: hid_t) -> herr_t;
    pub fn H5Eget_class_name(
        class_id: hid_t,
        name: *mut ::core::ffi::c_char,
        size: usize,
    ) -> isize;
    pub fn H5Eset_current_stack(err_stack_id: hid_t) -> herr_t;
    pub fn H5Epush2(
        err_stack: hid_t,
        file: *const ::core::ffi::c_char,
        func: *const ::core::ffi::c_char,
        line: ::core::ffi::c_uint,
        cls_id: hid_t,
        maj_id: hid_t,
        min_id: hid_t,
        msg: *const ::core::ffi::c_char,
        ...
    ) -> herr_t;
    pub fn H5Epop(err_stack: hid_t, count: usize) -> herr_t;
    pub fn H5Eprint2(err_stack: hid_t, stream: *mut FILE) -> herr_t;
    pub fn H5Ewalk2(
        err_stack: hid_t,
        direction: H5E_direction_t,
        func: H5E_walk2_t,
        client_data: *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Eget_auto2(
        estack_id: hid_t,
        func: *mut H5E_auto2_t,
        client_data: *mut *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Eset_auto2(
        estack_id: hid_t,
        func: H5E_auto2_t,
        client_data: *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Eclear2(err_stack: hid_t) -> herr_t;
    pub fn H5Eauto_is_v2(err_stack: hid_t, is_stack: *mut ::core::ffi::c_uint) -> herr_t;
    pub fn H5Eget_msg(
        msg_id: hid_t,
        type_: *mut H5E_type_t,
        msg: *mut ::core::ffi::c_char,
        size: usize,
    ) -> isize;
    pub fn H5Eget_num(error_stack_id: hid_t) -> isize;
    pub fn H5Eclear1() -> herr_t;
    pub fn H5Eget_auto1(
        func: *mut H5E_auto1_t,
        client_data: *mut *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Epush1(
        file: *const ::core::ffi::c_char,
        func: *const ::core::ffi::c_char,
        line: ::core::ffi::c_uint,
        maj: H5E_major_t,
        min: H5E_minor_t,
        str_: *const ::core::ffi::c_char,
    ) -> herr_t;
    pub fn H5Eprint1(stream: *mut FILE) -> herr_t;
    pub fn H5Eset_auto1(
        func: H5E_auto1_t,
        client_data: *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Ewalk1(
        direction: H5E_direction_t,
        func: H5E_walk1_t,
        client_data: *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Eget_major(maj: H5E_major_t) -> *mut ::core::ffi::c_char;
    pub fn H5Eget_minor(min: H5E_minor_t) -> *mut ::core::ffi::c_char;
    pub fn H5Fis_accessible(
        container_name: *const ::core::ffi::c_char,
        fapl_id: hid_t,
    ) -> htri_t;
    pub fn H5Fcreate(
        filename: *const ::core::ffi::c_char,
        flags: ::core::ffi::c_uint,
        fcpl_id: hid_t,
        fapl_id: hid_t,
    ) -> hid_t;
    pub fn H5Fcreate_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        filename: *const ::core::ffi::c_char,
        flags: ::core::ffi::c_uint,
        fcpl_id: hid_t,
        fapl_id: hid_t,
        es_id: hid_t,
    ) -> hid_t;
    pub fn H5Fopen(
        filename: *const ::core::ffi::c_char,
        flags: ::core::ffi::c_uint,
        fapl_id: hid_t,
    ) -> hid_t;
    pub fn H5Fopen_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        filename: *const ::core::ffi::c_char,
        flags: ::core::ffi::c_uint,
        access_plist: hid_t,
        es_id: hid_t,
    ) -> hid_t;
    pub fn H5Freopen(file_id: hid_t) -> hid_t;
    pub fn H5Freopen_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        file_id: hid_t,
        es_id: hid_t,
    ) -> hid_t;
    pub fn H5Fflush(object_id: hid_t, scope: H5F_scope_t) -> herr_t;
    pub fn H5Fflush_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        object_id: hid_t,
        scope: H5F_scope_t,
        es_id: hid_t,
    ) -> herr_t;
    pub fn H5Fclose(file_id: hid_t) -> herr_t;
    pub fn H5Fclose_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        file_id: hid_t,
        es_id: hid_t,
    ) -> herr_t;
    pub fn H5Fdelete(filename: *const ::core::ffi::c_char, fapl_id: hid_t) -> herr_t;
    pub fn H5Fget_create_plist(file_id: hid_t) -> hid_t;
    pub fn H5Fget_access_plist(file_id: hid_t) -> hid_t;
    pub fn H5Fget_intent(file_id: hid_t, intent: *mut ::core::ffi::c_uint) -> herr_t;
    pub fn H5Fget_fileno(file_id: hid_t, fileno: *mut ::core::ffi::c_ulong) -> herr_t;
    pub fn H5Fget_obj_count(file_id: hid_t, types: ::core::ffi::c_uint) -> isize;
    pub fn H5Fget_obj_ids(
        file_id: hid_t,
        types: ::core::ffi::c_uint,
        max_objs: usize,
        obj_id_list: *mut hid_t,
    ) -> isize;
    pub fn H5Fget_vfd_handle(
        file_id: hid_t,
        fapl: hid_t,
        file_handle: *mut *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Fmount(
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        child: hid_t,
        plist: hid_t,
    ) -> herr_t;
    pub fn H5Funmount(loc_id: hid_t, name: *const ::core::ffi::c_char) -> herr_t;
    pub fn H5Fget_freespace(file_id: hid_t) -> hssize_t;
    pub fn H5Fget_filesize(file_id: hid_t, size: *mut hsize_t) -> herr_t;
    pub fn H5Fget_eoa(file_id: hid_t, eoa: *mut haddr_t) -> herr_t;
    pub fn H5Fincrement_filesize(file_id: hid_t, increment: hsize_t) -> herr_t;
    pub fn H5Fget_file_image(
        file_id: hid_t,
        buf_ptr: *mut ::core::ffi::c_void,
        buf_len: usize,
    ) -> isize;
    pub fn H5Fget_mdc_config(
        file_id: hid_t,
        config_ptr: *mut H5AC_cache_config_t,
    ) -> herr_t;
    pub fn H5Fset_mdc_config(
        file_id: hid_t,
        config_ptr: *const H5AC_cache_config_t,
    ) -> herr_t;
    pub fn H5Fget_mdc_hit_rate(file_id: hid_t, hit_rate_ptr: *mut f64) -> herr_t;
    pub fn H5Fget_mdc_size(
        file_id: hid_t,
        max_size_ptr: *mut usize,
        min_clean_size_ptr: *mut usize,
        cur_size_ptr: *mut usize,
        cur_num_entries_ptr: *mut ::core::ffi::c_int,
    ) -> herr_t;
    pub fn H5Freset_mdc_hit_rate_stats(file_id: hid_t) -> herr_t;
    pub fn H5Fget_name(
        obj_id: hid_t,
        name: *mut ::core::ffi::c_char,
        size: usize,
    ) -> isize;
    pub fn H5Fget_info2(obj_id: hid_t, file_info: *mut H5F_info2_t) -> herr_t;
    pub fn H5Fget_metadata_read_retry_info(
        file_id: hid_t,
        info: *mut H5F_retry_info_t,
    ) -> herr_t;
    pub fn H5Fstart_swmr_write(file_id: hid_t) -> herr_t;
    pub fn H5Fget_free_sections(
        file_id: hid_t,
        type_: H5F_mem_t,
        nsects: usize,
        sect_info: *mut H5F_sect_info_t,
    ) -> isize;
    pub fn H5Fclear_elink_file_cache(file_id: hid_t) -> herr_t;
    pub fn H5Fset_libver_bounds(
        file_id: hid_t,
        low: H5F_libver_t,
        high: H5F_libver_t,
    ) -> herr_t;
    pub fn H5Fstart_mdc_logging(file_id: hid_t) -> herr_t;
    pub fn H5Fstop_mdc_logging(file_id: hid_t) -> herr_t;
    pub fn H5Fget_mdc_logging_status(
        file_id: hid_t,
        is_enabled: *mut bool,
        is_currently_logging: *mut bool,
    ) -> herr_t;
    pub fn H5Freset_page_buffering_stats(file_id: hid_t) -> herr_t;
    pub fn H5Fget_page_buffering_stats(
        file_id: hid_t,
        accesses: *mut ::core::ffi::c_uint,
        hits: *mut ::core::ffi::c_uint,
        misses: *mut ::core::ffi::c_uint,
        evictions: *mut ::core::ffi::c_uint,
        bypasses: *mut ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Fget_mdc_image_info(
        file_id: hid_t,
        image_addr: *mut haddr_t,
        image_size: *mut hsize_t,
    ) -> herr_t;
    pub fn H5Fget_dset_no_attrs_hint(file_id: hid_t, minimize: *mut bool) -> herr_t;
    pub fn H5Fset_dset_no_attrs_hint(file_id: hid_t, minimize: bool) -> herr_t;
    pub fn H5Fformat_convert(fid: hid_t) -> herr_t;
    pub fn H5Fget_info1(obj_id: hid_t, file_info: *mut H5F_info1_t) -> herr_t;
    pub fn H5Fset_latest_format(file_id: hid_t, latest_format: bool) -> herr_t;
    pub fn H5Fis_hdf5(file_name: *const ::core::ffi::c_char) -> htri_t;
    pub fn H5FDdriver_query(
        driver_id: hid_t,
        flags: *mut ::core::ffi::c_ulong,
    ) -> herr_t;
    pub fn H5Lmove(
        src_loc: hid_t,
        src_name: *const ::core::ffi::c_char,
        dst_loc: hid_t,
        dst_name: *const ::core::ffi::c_char,
        lcpl_id: hid_t,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Lcopy(
        src_loc: hid_t,
        src_name: *const ::core::ffi::c_char,
        dst_loc: hid_t,
        dst_name: *const ::core::ffi::c_char,
        lcpl_id: hid_t,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Lcreate_hard(
        cur_loc: hid_t,
        cur_name: *const ::core::ffi::c_char,
        dst_loc: hid_t,
        dst_name: *const ::core::ffi::c_char,
        lcpl_id: hid_t,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Lcreate_hard_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        cur_loc_id: hid_t,
        cur_name: *const ::core::ffi::c_char,
        new_loc_id: hid_t,
        new_name: *const ::core::ffi::c_char,
        lcpl_id: hid_t,
        lapl_id: hid_t,
        es_id: hid_t,
    ) -> herr_t;
    pub fn H5Lcreate_soft(
        link_target: *const ::core::ffi::c_char,
        link_loc_id: hid_t,
        link_name: *const ::core::ffi::c_char,
        lcpl_id: hid_t,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Lcreate_soft_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        link_target: *const ::core::ffi::c_char,
        link_loc_id: hid_t,
        link_name: *const ::core::ffi::c_char,
        lcpl_id: hid_t,
        lapl_id: hid_t,
        es_id: hid_t,
    ) -> herr_t;
    pub fn H5Ldelete(
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Ldelete_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        lapl_id: hid_t,
        es_id: hid_t,
    ) -> herr_t;
    pub fn H5Ldelete_by_idx(
        loc_id: hid_t,
        group_name: *const ::core::ffi::c_char,
        idx_type: H5_index_t,
        order: H5_iter_order_t,
        n: hsize_t,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Ldelete_by_idx_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        loc_id: hid_t,
        group_name: *const ::core::ffi::c_char,
        idx_type: H5_index_t,
        order: H5_iter_order_t,
        n: hsize_t,
        lapl_id: hid_t,
        es_id: hid_t,
    ) -> herr_t;
    pub fn H5Lget_val(
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        buf: *mut ::core::ffi::c_void,
        size: usize,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Lget_val_by_idx(
        loc_id: hid_t,
        group_name: *const ::core::ffi::c_char,
        idx_type: H5_index_t,
        order: H5_iter_order_t,
        n: hsize_t,
        buf: *mut ::core::ffi::c_void,
        size: usize,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Lexists(
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        lapl_id: hid_t,
    ) -> htri_t;
    pub fn H5Lexists_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        exists: *mut bool,
        lapl_id: hid_t,
        es_id: hid_t,
    ) -> herr_t;
    pub fn H5Lget_info2(
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        linfo: *mut H5L_info2_t,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Lget_info_by_idx2(
        loc_id: hid_t,
        group_name: *const ::core::ffi::c_char,
        idx_type: H5_index_t,
        order: H5_iter_order_t,
        n: hsize_t,
        linfo: *mut H5L_info2_t,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Lget_name_by_idx(
        loc_id: hid_t,
        group_name: *const ::core::ffi::c_char,
        idx_type: H5_index_t,
        order: H5_iter_order_t,
        n: hsize_t,
        name: *mut ::core::ffi::c_char,
        size: usize,
        lapl_id: hid_t,
    ) -> isize;
    pub fn H5Literate2(
        grp_id: hid_t,
        idx_type: H5_index_t,
        order: H5_iter_order_t,
        idx: *mut hsize_t,
        op: H5L_iterate2_t,
        op_data: *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Literate_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        group_id: hid_t,
        idx_type: H5_index_t,
        order: H5_iter_order_t,
        idx_p: *mut hsize_t,
        op: H5L_iterate2_t,
        op_data: *mut ::core::ffi::c_void,
        es_id: hid_t,
    ) -> herr_t;
    pub fn H5Literate_by_name2(
        loc_id: hid_t,
        group_name: *const ::core::ffi::c_char,
        idx_type: H5_index_t,
        order: H5_iter_order_t,
        idx: *mut hsize_t,
        op: H5L_iterate2_t,
        op_data: *mut ::core::ffi::c_void,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Lvisit2(
        grp_id: hid_t,
        idx_type: H5_index_t,
        order: H5_iter_order_t,
        op: H5L_iterate2_t,
        op_data: *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Lvisit_by_name2(
        loc_id: hid_t,
        group_name: *const ::core::ffi::c_char,
        idx_type: H5_index_t,
        order: H5_iter_order_t,
        op: H5L_iterate2_t,
        op_data: *mut ::core::ffi::c_void,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Lcreate_ud(
        link_loc_id: hid_t,
        link_name: *const ::core::ffi::c_char,
        link_type: H5L_type_t,
        udata: *const ::core::ffi::c_void,
        udata_size: usize,
        lcpl_id: hid_t,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Lis_registered(id: H5L_type_t) -> htri_t;
    pub fn H5Lunpack_elink_val(
        ext_linkval: *const ::core::ffi::c_void,
        link_size: usize,
        flags: *mut ::core::ffi::c_uint,
        filename: *mut *const ::core::ffi::c_char,
        obj_path: *mut *const ::core::ffi::c_char,
    ) -> herr_t;
    pub fn H5Lcreate_external(
        file_name: *const ::core::ffi::c_char,
        obj_name: *const ::core::ffi::c_char,
        link_loc_id: hid_t,
        link_name: *const ::core::ffi::c_char,
        lcpl_id: hid_t,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Lget_info1(
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        linfo: *mut H5L_info1_t,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Lget_info_by_idx1(
        loc_id: hid_t,
        group_name: *const ::core::ffi::c_char,
        idx_type: H5_index_t,
        order: H5_iter_order_t,
        n: hsize_t,
        linfo: *mut H5L_info1_t,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Literate1(
        grp_id: hid_t,
        idx_type: H5_index_t,
        order: H5_iter_order_t,
        idx: *mut hsize_t,
        op: H5L_iterate1_t,
        op_data: *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Literate_by_name1(
        loc_id: hid_t,
        group_name: *const ::core::ffi::c_char,
        idx_type: H5_index_t,
        order: H5_iter_order_t,
        idx: *mut hsize_t,
        op: H5L_iterate1_t,
        op_data: *mut ::core::ffi::c_void,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Lvisit1(
        grp_id: hid_t,
        idx_type: H5_index_t,
        order: H5_iter_order_t,
        op: H5L_iterate1_t,
        op_data: *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Lvisit_by_name1(
        loc_id: hid_t,
        group_name: *const ::core::ffi::c_char,
        idx_type: H5_index_t,
        order: H5_iter_order_t,
        op: H5L_iterate1_t,
        op_data: *mut ::core::ffi::c_void,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Gcreate2(
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        lcpl_id: hid_t,
        gcpl_id: hid_t,
        gapl_id: hid_t,
    ) -> hid_t;
    pub fn H5Gcreate_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        lcpl_id: hid_t,
        gcpl_id: hid_t,
        gapl_id: hid_t,
        es_id: hid_t,
    ) -> hid_t;
    pub fn H5Gcreate_anon(loc_id: hid_t, gcpl_id: hid_t, gapl_id: hid_t) -> hid_t;
    pub fn H5Gopen2(
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        gapl_id: hid_t,
    ) -> hid_t;
    pub fn H5Gopen_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        gapl_id: hid_t,
        es_id: hid_t,
    ) -> hid_t;
    pub fn H5Gget_create_plist(group_id: hid_t) -> hid_t;
    pub fn H5Gget_info(loc_id: hid_t, ginfo: *mut H5G_info_t) -> herr_t;
    pub fn H5Gget_info_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        loc_id: hid_t,
        ginfo: *mut H5G_info_t,
        es_id: hid_t,
    ) -> herr_t;
    pub fn H5Gget_info_by_name(
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        ginfo: *mut H5G_info_t,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Gget_info_by_name_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        ginfo: *mut H5G_info_t,
        lapl_id: hid_t,
        es_id: hid_t,
    ) -> herr_t;
    pub fn H5Gget_info_by_idx(
        loc_id: hid_t,
        group_name: *const ::core::ffi::c_char,
        idx_type: H5_index_t,
        order: H5_iter_order_t,
        n: hsize_t,
        ginfo: *mut H5G_info_t,
        lapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Gget_info_by_idx_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        loc_id: hid_t,
        group_name: *const ::core::ffi::c_char,
        idx_type: H5_index_t,
        order: H5_iter_order_t,
        n: hsize_t,
        ginfo: *mut H5G_info_t,
        lapl_id: hid_t,
        es_id: hid_t,
    ) -> herr_t;
    pub fn H5Gflush(group_id: hid_t) -> herr_t;
    pub fn H5Grefresh(group_id: hid_t) -> herr_t;
    pub fn H5Gclose(group_id: hid_t) -> herr_t;
    pub fn H5Gclose_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        group_id: hid_t,
        es_id: hid_t,
    ) -> herr_t;
    pub fn H5Gcreate1(
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        size_hint: usize,
    ) -> hid_t;
    pub fn H5Gopen1(loc_id: hid_t, name: *const ::core::ffi::c_char) -> hid_t;
    pub fn H5Glink(
        cur_loc_id: hid_t,
        type_: H5L_type_t,
        cur_name: *const ::core::ffi::c_char,
        new_name: *const ::core::ffi::c_char,
    ) -> herr_t;
    pub fn H5Glink2(
        cur_loc_id: hid_t,
        cur_name: *const ::core::ffi::c_char,
        type_: H5L_type_t,
        new_loc_id: hid_t,
        new_name: *const ::core::ffi::c_char,
    ) -> herr_t;
    pub fn H5Gmove(
        src_loc_id: hid_t,
        src_name: *const ::core::ffi::c_char,
        dst_name: *const ::core::ffi::c_char,
    ) -> herr_t;
    pub fn H5Gmove2(
        src_loc_id: hid_t,
        src_name: *const ::core::ffi::c_char,
        dst_loc_id: hid_t,
        dst_name: *const ::core::ffi::c_char,
    ) -> herr_t;
    pub fn H5Gunlink(loc_id: hid_t, name: *const ::core::ffi::c_char) -> herr_t;
    pub fn H5Gget_linkval(
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        size: usize,
        buf: *mut ::core::ffi::c_char,
    ) -> herr_t;
    pub fn H5Gset_comment(
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        comment: *const ::core::ffi::c_char,
    ) -> herr_t;
    pub fn H5Gget_comment(
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        bufsize: usize,
        buf: *mut ::core::ffi::c_char,
    ) -> ::core::ffi::c_int;
    pub fn H5Giterate(
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        idx: *mut ::core::ffi::c_int,
        op: H5G_iterate_t,
        op_data: *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Gget_num_objs(loc_id: hid_t, num_objs: *mut hsize_t) -> herr_t;
    pub fn H5Gget_objinfo(
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        follow_link: bool,
        statbuf: *mut H5G_stat_t,
    ) -> herr_t;
    pub fn H5Gget_objname_by_idx(
        loc_id: hid_t,
        idx: hsize_t,
        name: *mut ::core::ffi::c_char,
        size: usize,
    ) -> isize;
    pub fn H5Gget_objtype_by_idx(loc_id: hid_t, idx: hsize_t) -> H5G_obj_t;
    pub fn H5Rcreate_object(
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        oapl_id: hid_t,
        ref_ptr: *mut H5R_ref_t,
    ) -> herr_t;
    pub fn H5Rcreate_region(
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        space_id: hid_t,
        oapl_id: hid_t,
        ref_ptr: *mut H5R_ref_t,
    ) -> herr_t;
    pub fn H5Rcreate_attr(
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        attr_name: *const ::core::ffi::c_char,
        oapl_id: hid_t,
        ref_ptr: *mut H5R_ref_t,
    ) -> herr_t;
    pub fn H5Rdestroy(ref_ptr: *mut H5R_ref_t) -> herr_t;
    pub fn H5Rget_type(ref_ptr: *const H5R_ref_t) -> H5R_type_t;
    pub fn H5Requal(ref1_ptr: *const H5R_ref_t, ref2_ptr: *const H5R_ref_t) -> htri_t;
    pub fn H5Rcopy(src_ref_ptr: *const H5R_ref_t, dst_ref_ptr: *mut H5R_ref_t) -> herr_t;
    pub fn H5Ropen_object(
        ref_ptr: *mut H5R_ref_t,
        rapl_id: hid_t,
        oapl_id: hid_t,
    ) -> hid_t;
    pub fn H5Ropen_object_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        ref_ptr: *mut H5R_ref_t,
        rapl_id: hid_t,
        oapl_id: hid_t,
        es_id: hid_t,
    ) -> hid_t;
    pub fn H5Ropen_region(
        ref_ptr: *mut H5R_ref_t,
        rapl_id: hid_t,
        oapl_id: hid_t,
    ) -> hid_t;
    pub fn H5Ropen_region_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        ref_ptr: *mut H5R_ref_t,
        rapl_id: hid_t,
        oapl_id: hid_t,
        es_id: hid_t,
    ) -> hid_t;
    pub fn H5Ropen_attr(
        ref_ptr: *mut H5R_ref_t,
        rapl_id: hid_t,
        aapl_id: hid_t,
    ) -> hid_t;
    pub fn H5Ropen_attr_async(
        app_file: *const ::core::ffi::c_char,
        app_func: *const ::core::ffi::c_char,
        app_line: ::core::ffi::c_uint,
        ref_ptr: *mut H5R_ref_t,
        rapl_id: hid_t,
        aapl_id: hid_t,
        es_id: hid_t,
    ) -> hid_t;
    pub fn H5Rget_obj_type3(
        ref_ptr: *mut H5R_ref_t,
        rapl_id: hid_t,
        obj_type: *mut H5O_type_t,
    ) -> herr_t;
    pub fn H5Rget_file_name(
        ref_ptr: *const H5R_ref_t,
        name: *mut ::core::ffi::c_char,
        size: usize,
    ) -> isize;
    pub fn H5Rget_obj_name(
        ref_ptr: *mut H5R_ref_t,
        rapl_id: hid_t,
        name: *mut ::core::ffi::c_char,
        size: usize,
    ) -> isize;
    pub fn H5Rget_attr_name(
        ref_ptr: *const H5R_ref_t,
        name: *mut ::core::ffi::c_char,
        size: usize,
    ) -> isize;
    pub fn H5Rget_obj_type1(
        id: hid_t,
        ref_type: H5R_type_t,
        ref_: *const ::core::ffi::c_void,
    ) -> H5G_obj_t;
    pub fn H5Rdereference1(
        obj_id: hid_t,
        ref_type: H5R_type_t,
        ref_: *const ::core::ffi::c_void,
    ) -> hid_t;
    pub fn H5Rcreate(
        ref_: *mut ::core::ffi::c_void,
        loc_id: hid_t,
        name: *const ::core::ffi::c_char,
        ref_type: H5R_type_t,
        space_id: hid_t,
    ) -> herr_t;
    pub fn H5Rget_obj_type2(
        id: hid_t,
        ref_type: H5R_type_t,
        ref_: *const ::core::ffi::c_void,
        obj_type: *mut H5O_type_t,
    ) -> herr_t;
    pub fn H5Rdereference2(
        obj_id: hid_t,
        oapl_id: hid_t,
        ref_type: H5R_type_t,
        ref_: *const ::core::ffi::c_void,
    ) -> hid_t;
    pub fn H5Rget_region(
        dataset: hid_t,
        ref_type: H5R_type_t,
        ref_: *const ::core::ffi::c_void,
    ) -> hid_t;
    pub fn H5Rget_name(
        loc_id: hid_t,
        ref_type: H5R_type_t,
        ref_: *const ::core::ffi::c_void,
        name: *mut ::core::ffi::c_char,
        size: usize,
    ) -> isize;
    pub fn H5Sclose(space_id: hid_t) -> herr_t;
    pub fn H5Scombine_hyperslab(
        space_id: hid_t,
        op: H5S_seloper_t,
        start: *const hsize_t,
        stride: *const hsize_t,
        count: *const hsize_t,
        block: *const hsize_t,
    ) -> hid_t;
    pub fn H5Scombine_select(
        space1_id: hid_t,
        op: H5S_seloper_t,
        space2_id: hid_t,
    ) -> hid_t;
    pub fn H5Scopy(space_id: hid_t) -> hid_t;
    pub fn H5Screate(type_: H5S_class_t) -> hid_t;
    pub fn H5Screate_simple(
        rank: ::core::ffi::c_int,
        dims: *const hsize_t,
        maxdims: *const hsize_t,
    ) -> hid_t;
    pub fn H5Sdecode(buf: *const ::core::ffi::c_void) -> hid_t;
    pub fn H5Sencode2(
        obj_id: hid_t,
        buf: *mut ::core::ffi::c_void,
        nalloc: *mut usize,
        fapl: hid_t,
    ) -> herr_t;
    pub fn H5Sextent_copy(dst_id: hid_t, src_id: hid_t) -> herr_t;
    pub fn H5Sextent_equal(space1_id: hid_t, space2_id: hid_t) -> htri_t;
    pub fn H5Sget_regular_hyperslab(
        spaceid: hid_t,
        start: *mut hsize_t,
        stride: *mut hsize_t,
        count: *mut hsize_t,
        block: *mut hsize_t,
    ) -> htri_t;
    pub fn H5Sget_select_bounds(
        spaceid: hid_t,
        start: *mut hsize_t,
        end: *mut hsize_t,
    ) -> herr_t;
    pub fn H5Sget_select_elem_npoints(spaceid: hid_t) -> hssize_t;
    pub fn H5Sget_select_elem_pointlist(
        spaceid: hid_t,
        startpoint: hsize_t,
        numpoints: hsize_t,
        buf: *mut hsize_t,
    ) -> herr_t;
    pub fn H5Sget_select_hyper_blocklist(
        spaceid: hid_t,
        startblock: hsize_t,
        numblocks: hsize_t,
        buf: *mut hsize_t,
    ) -> herr_t;
    pub fn H5Sget_select_hyper_nblocks(spaceid: hid_t) -> hssize_t;
    pub fn H5Sget_select_npoints(spaceid: hid_t) -> hssize_t;
    pub fn H5Sget_select_type(spaceid: hid_t) -> H5S_sel_type;
    pub fn H5Sget_simple_extent_dims(
        space_id: hid_t,
        dims: *mut hsize_t,
        maxdims: *mut hsize_t,
    ) -> ::core::ffi::c_int;
    pub fn H5Sget_simple_extent_ndims(space_id: hid_t) -> ::core::ffi::c_int;
    pub fn H5Sget_simple_extent_npoints(space_id: hid_t) -> hssize_t;
    pub fn H5Sget_simple_extent_type(space_id: hid_t) -> H5S_class_t;
    pub fn H5Sis_regular_hyperslab(spaceid: hid_t) -> htri_t;
    pub fn H5Sis_simple(space_id: hid_t) -> htri_t;
    pub fn H5Smodify_select(
        space1_id: hid_t,
        op: H5S_seloper_t,
        space2_id: hid_t,
    ) -> herr_t;
    pub fn H5Soffset_simple(space_id: hid_t, offset: *const hssize_t) -> herr_t;
    pub fn H5Ssel_iter_close(sel_iter_id: hid_t) -> herr_t;
    pub fn H5Ssel_iter_create(
        spaceid: hid_t,
        elmt_size: usize,
        flags: ::core::ffi::c_uint,
    ) -> hid_t;
    pub fn H5Ssel_iter_get_seq_list(
        sel_iter_id: hid_t,
        maxseq: usize,
        maxelmts: usize,
        nseq: *mut usize,
        nelmts: *mut usize,
        off: *mut hsize_t,
        len: *mut usize,
    ) -> herr_t;
    pub fn H5Ssel_iter_reset(sel_iter_id: hid_t, space_id: hid_t) -> herr_t;
    pub fn H5Sselect_adjust(spaceid: hid_t, offset: *const hssize_t) -> herr_t;
    pub fn H5Sselect_all(spaceid: hid_t) -> herr_t;
    pub fn H5Sselect_copy(dst_id: hid_t, src_id: hid_t) -> herr_t;
    pub fn H5Sselect_elements(
        space_id: hid_t,
        op: H5S_seloper_t,
        num_elem: usize,
        coord: *const hsize_t,
    ) -> herr_t;
    pub fn H5Sselect_hyperslab(
        space_id: hid_t,
        op: H5S_seloper_t,
        start: *const hsize_t,
        stride: *const hsize_t,
        count: *const hsize_t,
        block: *const hsize_t,
    ) -> herr_t;
    pub fn H5Sselect_intersect_block(
        space_id: hid_t,
        start: *const hsize_t,
        end: *const hsize_t,
    ) -> htri_t;
    pub fn H5Sselect_none(spaceid: hid_t) -> herr_t;
    pub fn H5Sselect_project_intersection(
        src_space_id: hid_t,
        dst_space_id: hid_t,
        src_intersect_space_id: hid_t,
    ) -> hid_t;
    pub fn H5Sselect_shape_same(space1_id: hid_t, space2_id: hid_t) -> htri_t;
    pub fn H5Sselect_valid(spaceid: hid_t) -> htri_t;
    pub fn H5Sset_extent_none(space_id: hid_t) -> herr_t;
    pub fn H5Sset_extent_simple(
        space_id: hid_t,
        rank: ::core::ffi::c_int,
        dims: *const hsize_t,
        max: *const hsize_t,
    ) -> herr_t;
    pub fn H5Sencode1(
        obj_id: hid_t,
        buf: *mut ::core::ffi::c_void,
        nalloc: *mut usize,
    ) -> herr_t;
    pub fn H5Zfilter_avail(id: H5Z_filter_t) -> htri_t;
    pub fn H5Zget_filter_info(
        filter: H5Z_filter_t,
        filter_config_flags: *mut ::core::ffi::c_uint,
    ) -> herr_t;
    pub static mut H5P_CLS_ROOT_ID_g: hid_t;
    pub static mut H5P_CLS_OBJECT_CREATE_ID_g: hid_t;
    pub static mut H5P_CLS_FILE_CREATE_ID_g: hid_t;
    pub static mut H5P_CLS_FILE_ACCESS_ID_g: hid_t;
    pub static mut H5P_CLS_DATASET_CREATE_ID_g: hid_t;
    pub static mut H5P_CLS_DATASET_ACCESS_ID_g: hid_t;
    pub static mut H5P_CLS_DATASET_XFER_ID_g: hid_t;
    pub static mut H5P_CLS_FILE_MOUNT_ID_g: hid_t;
    pub static mut H5P_CLS_GROUP_CREATE_ID_g: hid_t;
    pub static mut H5P_CLS_GROUP_ACCESS_ID_g: hid_t;
    pub static mut H5P_CLS_DATATYPE_CREATE_ID_g: hid_t;
    pub static mut H5P_CLS_DATATYPE_ACCESS_ID_g: hid_t;
    pub static mut H5P_CLS_MAP_CREATE_ID_g: hid_t;
    pub static mut H5P_CLS_MAP_ACCESS_ID_g: hid_t;
    pub static mut H5P_CLS_STRING_CREATE_ID_g: hid_t;
    pub static mut H5P_CLS_ATTRIBUTE_CREATE_ID_g: hid_t;
    pub static mut H5P_CLS_ATTRIBUTE_ACCESS_ID_g: hid_t;
    pub static mut H5P_CLS_OBJECT_COPY_ID_g: hid_t;
    pub static mut H5P_CLS_LINK_CREATE_ID_g: hid_t;
    pub static mut H5P_CLS_LINK_ACCESS_ID_g: hid_t;
    pub static mut H5P_CLS_VOL_INITIALIZE_ID_g: hid_t;
    pub static mut H5P_CLS_REFERENCE_ACCESS_ID_g: hid_t;
    pub static mut H5P_LST_FILE_CREATE_ID_g: hid_t;
    pub static mut H5P_LST_FILE_ACCESS_ID_g: hid_t;
    pub static mut H5P_LST_DATASET_CREATE_ID_g: hid_t;
    pub static mut H5P_LST_DATASET_ACCESS_ID_g: hid_t;
    pub static mut H5P_LST_DATASET_XFER_ID_g: hid_t;
    pub static mut H5P_LST_FILE_MOUNT_ID_g: hid_t;
    pub static mut H5P_LST_GROUP_CREATE_ID_g: hid_t;
    pub static mut H5P_LST_GROUP_ACCESS_ID_g: hid_t;
    pub static mut H5P_LST_DATATYPE_CREATE_ID_g: hid_t;
    pub static mut H5P_LST_DATATYPE_ACCESS_ID_g: hid_t;
    pub static mut H5P_LST_MAP_CREATE_ID_g: hid_t;
    pub static mut H5P_LST_MAP_ACCESS_ID_g: hid_t;
    pub static mut H5P_LST_ATTRIBUTE_CREATE_ID_g: hid_t;
    pub static mut H5P_LST_ATTRIBUTE_ACCESS_ID_g: hid_t;
    pub static mut H5P_LST_OBJECT_COPY_ID_g: hid_t;
    pub static mut H5P_LST_LINK_CREATE_ID_g: hid_t;
    pub static mut H5P_LST_LINK_ACCESS_ID_g: hid_t;
    pub static mut H5P_LST_VOL_INITIALIZE_ID_g: hid_t;
    pub static mut H5P_LST_REFERENCE_ACCESS_ID_g: hid_t;
    pub fn H5Pclose(plist_id: hid_t) -> herr_t;
    pub fn H5Pclose_class(plist_id: hid_t) -> herr_t;
    pub fn H5Pcopy(plist_id: hid_t) -> hid_t;
    pub fn H5Pcopy_prop(
        dst_id: hid_t,
        src_id: hid_t,
        name: *const ::core::ffi::c_char,
    ) -> herr_t;
    pub fn H5Pcreate(cls_id: hid_t) -> hid_t;
    pub fn H5Pcreate_class(
        parent: hid_t,
        name: *const ::core::ffi::c_char,
        create: H5P_cls_create_func_t,
        create_data: *mut ::core::ffi::c_void,
        copy: H5P_cls_copy_func_t,
        copy_data: *mut ::core::ffi::c_void,
        close: H5P_cls_close_func_t,
        close_data: *mut ::core::ffi::c_void,
    ) -> hid_t;
    pub fn H5Pdecode(buf: *const ::core::ffi::c_void) -> hid_t;
    pub fn H5Pencode2(
        plist_id: hid_t,
        buf: *mut ::core::ffi::c_void,
        nalloc: *mut usize,
        fapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Pequal(id1: hid_t, id2: hid_t) -> htri_t;
    pub fn H5Pexist(plist_id: hid_t, name: *const ::core::ffi::c_char) -> htri_t;
    pub fn H5Pget(
        plist_id: hid_t,
        name: *const ::core::ffi::c_char,
        value: *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Pget_class(plist_id: hid_t) -> hid_t;
    pub fn H5Pget_class_name(pclass_id: hid_t) -> *mut ::core::ffi::c_char;
    pub fn H5Pget_class_parent(pclass_id: hid_t) -> hid_t;
    pub fn H5Pget_nprops(id: hid_t, nprops: *mut usize) -> herr_t;
    pub fn H5Pget_size(
        id: hid_t,
        name: *const ::core::ffi::c_char,
        size: *mut usize,
    ) -> herr_t;
    pub fn H5Pinsert2(
        plist_id: hid_t,
        name: *const ::core::ffi::c_char,
        size: usize,
        value: *mut ::core::ffi::c_void,
        set: H5P_prp_set_func_t,
        get: H5P_prp_get_func_t,
        prp_del: H5P_prp_delete_func_t,
        copy: H5P_prp_copy_func_t,
        compare: H5P_prp_compare_func_t,
        close: H5P_prp_close_func_t,
    ) -> herr_t;
    pub fn H5Pisa_class(plist_id: hid_t, pclass_id: hid_t) -> htri_t;
    pub fn H5Piterate(
        id: hid_t,
        idx: *mut ::core::ffi::c_int,
        iter_func: H5P_iterate_t,
        iter_data: *mut ::core::ffi::c_void,
    ) -> ::core::ffi::c_int;
    pub fn H5Pregister2(
        cls_id: hid_t,
        name: *const ::core::ffi::c_char,
        size: usize,
        def_value: *mut ::core::ffi::c_void,
        create: H5P_prp_create_func_t,
        set: H5P_prp_set_func_t,
        get: H5P_prp_get_func_t,
        prp_del: H5P_prp_delete_func_t,
        copy: H5P_prp_copy_func_t,
        compare: H5P_prp_compare_func_t,
        close: H5P_prp_close_func_t,
    ) -> herr_t;
    pub fn H5Premove(plist_id: hid_t, name: *const ::core::ffi::c_char) -> herr_t;
    pub fn H5Pset(
        plist_id: hid_t,
        name: *const ::core::ffi::c_char,
        value: *const ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Punregister(pclass_id: hid_t, name: *const ::core::ffi::c_char) -> herr_t;
    pub fn H5Pall_filters_avail(plist_id: hid_t) -> htri_t;
    pub fn H5Pget_attr_creation_order(
        plist_id: hid_t,
        crt_order_flags: *mut ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Pget_attr_phase_change(
        plist_id: hid_t,
        max_compact: *mut ::core::ffi::c_uint,
        min_dense: *mut ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Pget_filter2(
        plist_id: hid_t,
        idx: ::core::ffi::c_uint,
        flags: *mut ::core::ffi::c_uint,
        cd_nelmts: *mut usize,
        cd_values: *mut ::core::ffi::c_uint,
        namelen: usize,
        name: *mut ::core::ffi::c_char,
        filter_config: *mut ::core::ffi::c_uint,
    ) -> H5Z_filter_t;
    pub fn H5Pget_filter_by_id2(
        plist_id: hid_t,
        filter_id: H5Z_filter_t,
        flags: *mut ::core::ffi::c_uint,
        cd_nelmts: *mut usize,
        cd_values: *mut ::core::ffi::c_uint,
        namelen: usize,
        name: *mut ::core::ffi::c_char,
        filter_config: *mut ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Pget_nfilters(plist_id: hid_t) -> ::core::ffi::c_int;
    pub fn H5Pget_obj_track_times(plist_id: hid_t, track_times: *mut bool) -> herr_t;
    pub fn H5Pmodify_filter(
        plist_id: hid_t,
        filter: H5Z_filter_t,
        flags: ::core::ffi::c_uint,
        cd_nelmts: usize,
        cd_values: *const ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Premove_filter(plist_id: hid_t, filter: H5Z_filter_t) -> herr_t;
    pub fn H5Pset_attr_creation_order(
        plist_id: hid_t,
        crt_order_flags: ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Pset_attr_phase_change(
        plist_id: hid_t,
        max_compact: ::core::ffi::c_uint,
        min_dense: ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Pset_deflate(plist_id: hid_t, level: ::core::ffi::c_uint) -> herr_t;
    pub fn H5Pset_filter(
        plist_id: hid_t,
        filter: H5Z_filter_t,
        flags: ::core::ffi::c_uint,
        cd_nelmts: usize,
        cd_values: *const ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Pset_fletcher32(plist_id: hid_t) -> herr_t;
    pub fn H5Pset_obj_track_times(plist_id: hid_t, track_times: bool) -> herr_t;
    pub fn H5Pget_file_space_page_size(
        plist_id: hid_t,
        fsp_size: *mut hsize_t,
    ) -> herr_t;
    pub fn H5Pget_file_space_strategy(
        plist_id: hid_t,
        strategy: *mut H5F_fspace_strategy_t,
        persist: *mut bool,
        threshold: *mut hsize_t,
    ) -> herr_t;
    pub fn H5Pget_istore_k(plist_id: hid_t, ik: *mut ::core::ffi::c_uint) -> herr_t;
    pub fn H5Pget_shared_mesg_index(
        plist_id: hid_t,
        index_num: ::core::ffi::c_uint,
        mesg_type_flags: *mut ::core::ffi::c_uint,
        min_mesg_size: *mut ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Pget_shared_mesg_nindexes(
        plist_id: hid_t,
        nindexes: *mut ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Pget_shared_mesg_phase_change(
        plist_id: hid_t,
        max_list: *mut ::core::ffi::c_uint,
        min_btree: *mut ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Pget_sizes(
        plist_id: hid_t,
        sizeof_addr: *mut usize,
        sizeof_size: *mut usize,
    ) -> herr_t;
    pub fn H5Pget_sym_k(
        plist_id: hid_t,
        ik: *mut ::core::ffi::c_uint,
        lk: *mut ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Pget_userblock(plist_id: hid_t, size: *mut hsize_t) -> herr_t;
    pub fn H5Pset_file_space_page_size(plist_id: hid_t, fsp_size: hsize_t) -> herr_t;
    pub fn H5Pset_file_space_strategy(
        plist_id: hid_t,
        strategy: H5F_fspace_strategy_t,
        persist: bool,
        threshold: hsize_t,
    ) -> herr_t;
    pub fn H5Pset_istore_k(plist_id: hid_t, ik: ::core::ffi::c_uint) -> herr_t;
    pub fn H5Pset_shared_mesg_index(
        plist_id: hid_t,
        index_num: ::core::ffi::c_uint,
        mesg_type_flags: ::core::ffi::c_uint,
        min_mesg_size: ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Pset_shared_mesg_nindexes(
        plist_id: hid_t,
        nindexes: ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Pset_shared_mesg_phase_change(
        plist_id: hid_t,
        max_list: ::core::ffi::c_uint,
        min_btree: ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Pset_sizes(
        plist_id: hid_t,
        sizeof_addr: usize,
        sizeof_size: usize,
    ) -> herr_t;
    pub fn H5Pset_sym_k(
        plist_id: hid_t,
        ik: ::core::ffi::c_uint,
        lk: ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Pset_userblock(plist_id: hid_t, size: hsize_t) -> herr_t;
    pub fn H5Pget_alignment(
        fapl_id: hid_t,
        threshold: *mut hsize_t,
        alignment: *mut hsize_t,
    ) -> herr_t;
    pub fn H5Pget_cache(
        plist_id: hid_t,
        mdc_nelmts: *mut ::core::ffi::c_int,
        rdcc_nslots: *mut usize,
        rdcc_nbytes: *mut usize,
        rdcc_w0: *mut f64,
    ) -> herr_t;
    pub fn H5Pget_core_write_tracking(
        fapl_id: hid_t,
        is_enabled: *mut bool,
        page_size: *mut usize,
    ) -> herr_t;
    pub fn H5Pget_driver(plist_id: hid_t) -> hid_t;
    pub fn H5Pget_driver_info(plist_id: hid_t) -> *const ::core::ffi::c_void;
    pub fn H5Pget_driver_config_str(
        fapl_id: hid_t,
        config_buf: *mut ::core::ffi::c_char,
        buf_size: usize,
    ) -> isize;
    pub fn H5Pget_elink_file_cache_size(
        plist_id: hid_t,
        efc_size: *mut ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Pget_evict_on_close(fapl_id: hid_t, evict_on_close: *mut bool) -> herr_t;
    pub fn H5Pget_family_offset(fapl_id: hid_t, offset: *mut hsize_t) -> herr_t;
    pub fn H5Pget_fclose_degree(
        fapl_id: hid_t,
        degree: *mut H5F_close_degree_t,
    ) -> herr_t;
    pub fn H5Pget_file_image(
        fapl_id: hid_t,
        buf_ptr_ptr: *mut *mut ::core::ffi::c_void,
        buf_len_ptr: *mut usize,
    ) -> herr_t;
    pub fn H5Pget_file_image_callbacks(
        fapl_id: hid_t,
        callbacks_ptr: *mut H5FD_file_image_callbacks_t,
    ) -> herr_t;
    pub fn H5Pget_file_locking(
        fapl_id: hid_t,
        use_file_locking: *mut bool,
        ignore_when_disabled: *mut bool,
    ) -> herr_t;
    pub fn H5Pget_gc_references(
        fapl_id: hid_t,
        gc_ref: *mut ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Pget_libver_bounds(
        plist_id: hid_t,
        low: *mut H5F_libver_t,
        high: *mut H5F_libver_t,
    ) -> herr_t;
    pub fn H5Pget_mdc_config(
        plist_id: hid_t,
        config_ptr: *mut H5AC_cache_config_t,
    ) -> herr_t;
    pub fn H5Pget_mdc_image_config(
        plist_id: hid_t,
        config_ptr: *mut H5AC_cache_image_config_t,
    ) -> herr_t;
    pub fn H5Pget_mdc_log_options(
        plist_id: hid_t,
        is_enabled: *mut bool,
        location: *mut ::core::ffi::c_char,
        location_size: *mut usize,
        start_on_access: *mut bool,
    ) -> herr_t;
    pub fn H5Pget_meta_block_size(fapl_id: hid_t, size: *mut hsize_t) -> herr_t;
    pub fn H5Pget_metadata_read_attempts(
        plist_id: hid_t,
        attempts: *mut ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Pget_multi_type(fapl_id: hid_t, type_: *mut H5FD_mem_t) -> herr_t;
    pub fn H5Pget_object_flush_cb(
        plist_id: hid_t,
        func: *mut H5F_flush_cb_t,
        udata: *mut *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Pget_page_buffer_size(
        plist_id: hid_t,
        buf_size: *mut usize,
        min_meta_perc: *mut ::core::ffi::c_uint,
        min_raw_perc: *mut ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Pget_sieve_buf_size(fapl_id: hid_t, size: *mut usize) -> herr_t;
    pub fn H5Pget_small_data_block_size(fapl_id: hid_t, size: *mut hsize_t) -> herr_t;
    pub fn H5Pget_vol_id(plist_id: hid_t, vol_id: *mut hid_t) -> herr_t;
    pub fn H5Pget_vol_info(
        plist_id: hid_t,
        vol_info: *mut *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Pset_alignment(
        fapl_id: hid_t,
        threshold: hsize_t,
        alignment: hsize_t,
    ) -> herr_t;
    pub fn H5Pset_cache(
        plist_id: hid_t,
        mdc_nelmts: ::core::ffi::c_int,
        rdcc_nslots: usize,
        rdcc_nbytes: usize,
        rdcc_w0: f64,
    ) -> herr_t;
    pub fn H5Pset_core_write_tracking(
        fapl_id: hid_t,
        is_enabled: bool,
        page_size: usize,
    ) -> herr_t;
    pub fn H5Pset_driver(
        plist_id: hid_t,
        driver_id: hid_t,
        driver_info: *const ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Pset_driver_by_name(
        plist_id: hid_t,
        driver_name: *const ::core::ffi::c_char,
        driver_config: *const ::core::ffi::c_char,
    ) -> herr_t;
    pub fn H5Pset_driver_by_value(
        plist_id: hid_t,
        driver_value: H5FD_class_value_t,
        driver_config: *const ::core::ffi::c_char,
    ) -> herr_t;
    pub fn H5Pset_elink_file_cache_size(
        plist_id: hid_t,
        efc_size: ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Pset_evict_on_close(fapl_id: hid_t, evict_on_close: bool) -> herr_t;
    pub fn H5Pset_family_offset(fapl_id: hid_t, offset: hsize_t) -> herr_t;
    pub fn H5Pset_fclose_degree(fapl_id: hid_t, degree: H5F_close_degree_t) -> herr_t;
    pub fn H5Pset_file_image(
        fapl_id: hid_t,
        buf_ptr: *mut ::core::ffi::c_void,
        buf_len: usize,
    ) -> herr_t;
    pub fn H5Pset_file_image_callbacks(
        fapl_id: hid_t,
        callbacks_ptr: *mut H5FD_file_image_callbacks_t,
    ) -> herr_t;
    pub fn H5Pset_file_locking(
        fapl_id: hid_t,
        use_file_locking: bool,
        ignore_when_disabled: bool,
    ) -> herr_t;
    pub fn H5Pset_gc_references(fapl_id: hid_t, gc_ref: ::core::ffi::c_uint) -> herr_t;
    pub fn H5Pset_libver_bounds(
        plist_id: hid_t,
        low: H5F_libver_t,
        high: H5F_libver_t,
    ) -> herr_t;
    pub fn H5Pset_mdc_config(
        plist_id: hid_t,
        config_ptr: *mut H5AC_cache_config_t,
    ) -> herr_t;
    pub fn H5Pset_mdc_log_options(
        plist_id: hid_t,
        is_enabled: bool,
        location: *const ::core::ffi::c_char,
        start_on_access: bool,
    ) -> herr_t;
    pub fn H5Pset_meta_block_size(fapl_id: hid_t, size: hsize_t) -> herr_t;
    pub fn H5Pset_metadata_read_attempts(
        plist_id: hid_t,
        attempts: ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Pset_multi_type(fapl_id: hid_t, type_: H5FD_mem_t) -> herr_t;
    pub fn H5Pset_object_flush_cb(
        plist_id: hid_t,
        func: H5F_flush_cb_t,
        udata: *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Pset_sieve_buf_size(fapl_id: hid_t, size: usize) -> herr_t;
    pub fn H5Pset_small_data_block_size(fapl_id: hid_t, size: hsize_t) -> herr_t;
    pub fn H5Pset_vol(
        plist_id: hid_t,
        new_vol_id: hid_t,
        new_vol_info: *const ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Pget_vol_cap_flags(plist_id: hid_t, cap_flags: *mut u64) -> herr_t;
    pub fn H5Pset_mdc_image_config(
        plist_id: hid_t,
        config_ptr: *mut H5AC_cache_image_config_t,
    ) -> herr_t;
    pub fn H5Pset_page_buffer_size(
        plist_id: hid_t,
        buf_size: usize,
        min_meta_per: ::core::ffi::c_uint,
        min_raw_per: ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Pset_relax_file_integrity_checks(plist_id: hid_t, flags: u64) -> herr_t;
    pub fn H5Pget_relax_file_integrity_checks(
        plist_id: hid_t,
        flags: *mut u64,
    ) -> herr_t;
    pub fn H5Pfill_value_defined(plist: hid_t, status: *mut H5D_fill_value_t) -> herr_t;
    pub fn H5Pget_alloc_time(
        plist_id: hid_t,
        alloc_time: *mut H5D_alloc_time_t,
    ) -> herr_t;
    pub fn H5Pget_chunk(
        plist_id: hid_t,
        max_ndims: ::core::ffi::c_int,
        dim: *mut hsize_t,
    ) -> ::core::ffi::c_int;
    pub fn H5Pget_chunk_opts(plist_id: hid_t, opts: *mut ::core::ffi::c_uint) -> herr_t;
    pub fn H5Pget_dset_no_attrs_hint(dcpl_id: hid_t, minimize: *mut bool) -> herr_t;
    pub fn H5Pget_virtual_spatial_tree(dcpl_id: hid_t, use_tree: *mut bool) -> herr_t;
    pub fn H5Pget_external(
        plist_id: hid_t,
        idx: ::core::ffi::c_uint,
        name_size: usize,
        name: *mut ::core::ffi::c_char,
        offset: *mut HDoff_t,
        size: *mut hsize_t,
    ) -> herr_t;
    pub fn H5Pget_external_count(plist_id: hid_t) -> ::core::ffi::c_int;
    pub fn H5Pget_fill_time(plist_id: hid_t, fill_time: *mut H5D_fill_time_t) -> herr_t;
    pub fn H5Pget_fill_value(
        plist_id: hid_t,
        type_id: hid_t,
        value: *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Pget_layout(plist_id: hid_t) -> H5D_layout_t;
    pub fn H5Pget_virtual_count(dcpl_id: hid_t, count: *mut usize) -> herr_t;
    pub fn H5Pget_virtual_dsetname(
        dcpl_id: hid_t,
        index: usize,
        name: *mut ::core::ffi::c_char,
        size: usize,
    ) -> isize;
    pub fn H5Pget_virtual_filename(
        dcpl_id: hid_t,
        index: usize,
        name: *mut ::core::ffi::c_char,
        size: usize,
    ) -> isize;
    pub fn H5Pget_virtual_srcspace(dcpl_id: hid_t, index: usize) -> hid_t;
    pub fn H5Pget_virtual_vspace(dcpl_id: hid_t, index: usize) -> hid_t;
    pub fn H5Pset_alloc_time(plist_id: hid_t, alloc_time: H5D_alloc_time_t) -> herr_t;
    pub fn H5Pset_chunk(
        plist_id: hid_t,
        ndims: ::core::ffi::c_int,
        dim: *const hsize_t,
    ) -> herr_t;
    pub fn H5Pset_chunk_opts(plist_id: hid_t, opts: ::core::ffi::c_uint) -> herr_t;
    pub fn H5Pset_dset_no_attrs_hint(dcpl_id: hid_t, minimize: bool) -> herr_t;
    pub fn H5Pset_virtual_spatial_tree(dcpl_id: hid_t, use_tree: bool) -> herr_t;
    pub fn H5Pset_external(
        plist_id: hid_t,
        name: *const ::core::ffi::c_char,
        offset: HDoff_t,
        size: hsize_t,
    ) -> herr_t;
    pub fn H5Pset_fill_time(plist_id: hid_t, fill_time: H5D_fill_time_t) -> herr_t;
    pub fn H5Pset_fill_value(
        plist_id: hid_t,
        type_id: hid_t,
        value: *const ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Pset_shuffle(plist_id: hid_t) -> herr_t;
    pub fn H5Pset_layout(plist_id: hid_t, layout: H5D_layout_t) -> herr_t;
    pub fn H5Pset_nbit(plist_id: hid_t) -> herr_t;
    pub fn H5Pset_scaleoffset(
        plist_id: hid_t,
        scale_type: H5Z_SO_scale_type_t,
        scale_factor: ::core::ffi::c_int,
    ) -> herr_t;
    pub fn H5Pset_szip(
        plist_id: hid_t,
        options_mask: ::core::ffi::c_uint,
        pixels_per_block: ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Pset_virtual(
        dcpl_id: hid_t,
        vspace_id: hid_t,
        src_file_name: *const ::core::ffi::c_char,
        src_dset_name: *const ::core::ffi::c_char,
        src_space_id: hid_t,
    ) -> herr_t;
    pub fn H5Pget_append_flush(
        dapl_id: hid_t,
        dims: ::core::ffi::c_uint,
        boundary: *mut hsize_t,
        func: *mut H5D_append_cb_t,
        udata: *mut *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Pget_chunk_cache(
        dapl_id: hid_t,
        rdcc_nslots: *mut usize,
        rdcc_nbytes: *mut usize,
        rdcc_w0: *mut f64,
    ) -> herr_t;
    pub fn H5Pget_efile_prefix(
        dapl_id: hid_t,
        prefix: *mut ::core::ffi::c_char,
        size: usize,
    ) -> isize;
    pub fn H5Pget_virtual_prefix(
        dapl_id: hid_t,
        prefix: *mut ::core::ffi::c_char,
        size: usize,
    ) -> isize;
    pub fn H5Pget_virtual_printf_gap(dapl_id: hid_t, gap_size: *mut hsize_t) -> herr_t;
    pub fn H5Pget_virtual_view(dapl_id: hid_t, view: *mut H5D_vds_view_t) -> herr_t;
    pub fn H5Pset_append_flush(
        dapl_id: hid_t,
        ndims: ::core::ffi::c_uint,
        boundary: *const hsize_t,
        func: H5D_append_cb_t,
        udata: *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Pset_chunk_cache(
        dapl_id: hid_t,
        rdcc_nslots: usize,
        rdcc_nbytes: usize,
        rdcc_w0: f64,
    ) -> herr_t;
    pub fn H5Pset_efile_prefix(
        dapl_id: hid_t,
        prefix: *const ::core::ffi::c_char,
    ) -> herr_t;
    pub fn H5Pset_virtual_prefix(
        dapl_id: hid_t,
        prefix: *const ::core::ffi::c_char,
    ) -> herr_t;
    pub fn H5Pset_virtual_printf_gap(dapl_id: hid_t, gap_size: hsize_t) -> herr_t;
    pub fn H5Pset_virtual_view(dapl_id: hid_t, view: H5D_vds_view_t) -> herr_t;
    pub fn H5Pget_btree_ratios(
        plist_id: hid_t,
        left: *mut f64,
        middle: *mut f64,
        right: *mut f64,
    ) -> herr_t;
    pub fn H5Pget_buffer(
        plist_id: hid_t,
        tconv: *mut *mut ::core::ffi::c_void,
        bkg: *mut *mut ::core::ffi::c_void,
    ) -> usize;
    pub fn H5Pget_data_transform(
        plist_id: hid_t,
        expression: *mut ::core::ffi::c_char,
        size: usize,
    ) -> isize;
    pub fn H5Pget_edc_check(plist_id: hid_t) -> H5Z_EDC_t;
    pub fn H5Pget_hyper_vector_size(fapl_id: hid_t, size: *mut usize) -> herr_t;
    pub fn H5Pget_preserve(plist_id: hid_t) -> ::core::ffi::c_int;
    pub fn H5Pget_type_conv_cb(
        dxpl_id: hid_t,
        op: *mut H5T_conv_except_func_t,
        operate_data: *mut *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Pget_vlen_mem_manager(
        plist_id: hid_t,
        alloc_func: *mut H5MM_allocate_t,
        alloc_info: *mut *mut ::core::ffi::c_void,
        free_func: *mut H5MM_free_t,
        free_info: *mut *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Pset_btree_ratios(
        plist_id: hid_t,
        left: f64,
        middle: f64,
        right: f64,
    ) -> herr_t;
    pub fn H5Pset_buffer(
        plist_id: hid_t,
        size: usize,
        tconv: *mut ::core::ffi::c_void,
        bkg: *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Pset_data_transform(
        plist_id: hid_t,
        expression: *const ::core::ffi::c_char,
    ) -> herr_t;
    pub fn H5Pset_edc_check(plist_id: hid_t, check: H5Z_EDC_t) -> herr_t;
    pub fn H5Pset_filter_callback(
        plist_id: hid_t,
        func: H5Z_filter_func_t,
        op_data: *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Pset_hyper_vector_size(plist_id: hid_t, size: usize) -> herr_t;
    pub fn H5Pset_preserve(plist_id: hid_t, status: bool) -> herr_t;
    pub fn H5Pset_type_conv_cb(
        dxpl_id: hid_t,
        op: H5T_conv_except_func_t,
        operate_data: *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Pset_vlen_mem_manager(
        plist_id: hid_t,
        alloc_func: H5MM_allocate_t,
        alloc_info: *mut ::core::ffi::c_void,
        free_func: H5MM_free_t,
        free_info: *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Pset_dataset_io_hyperslab_selection(
        plist_id: hid_t,
        rank: ::core::ffi::c_uint,
        op: H5S_seloper_t,
        start: *const hsize_t,
        stride: *const hsize_t,
        count: *const hsize_t,
        block: *const hsize_t,
    ) -> herr_t;
    pub fn H5Pset_selection_io(
        plist_id: hid_t,
        selection_io_mode: H5D_selection_io_mode_t,
    ) -> herr_t;
    pub fn H5Pget_selection_io(
        plist_id: hid_t,
        selection_io_mode: *mut H5D_selection_io_mode_t,
    ) -> herr_t;
    pub fn H5Pget_no_selection_io_cause(
        plist_id: hid_t,
        no_selection_io_cause: *mut u32,
    ) -> herr_t;
    pub fn H5Pget_actual_selection_io_mode(
        plist_id: hid_t,
        actual_selection_io_mode: *mut u32,
    ) -> herr_t;
    pub fn H5Pset_modify_write_buf(plist_id: hid_t, modify_write_buf: bool) -> herr_t;
    pub fn H5Pget_modify_write_buf(
        plist_id: hid_t,
        modify_write_buf: *mut bool,
    ) -> herr_t;
    pub fn H5Pget_create_intermediate_group(
        plist_id: hid_t,
        crt_intmd: *mut ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Pset_create_intermediate_group(
        plist_id: hid_t,
        crt_intmd: ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Pget_est_link_info(
        plist_id: hid_t,
        est_num_entries: *mut ::core::ffi::c_uint,
        est_name_len: *mut ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Pget_link_creation_order(
        plist_id: hid_t,
        crt_order_flags: *mut ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Pget_link_phase_change(
        plist_id: hid_t,
        max_compact: *mut ::core::ffi::c_uint,
        min_dense: *mut ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Pget_local_heap_size_hint(plist_id: hid_t, size_hint: *mut usize) -> herr_t;
    pub fn H5Pset_est_link_info(
        plist_id: hid_t,
        est_num_entries: ::core::ffi::c_uint,
        est_name_len: ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Pset_link_creation_order(
        plist_id: hid_t,
        crt_order_flags: ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Pset_link_phase_change(
        plist_id: hid_t,
        max_compact: ::core::ffi::c_uint,
        min_dense: ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Pset_local_heap_size_hint(plist_id: hid_t, size_hint: usize) -> herr_t;
    pub fn H5Pget_char_encoding(plist_id: hid_t, encoding: *mut H5T_cset_t) -> herr_t;
    pub fn H5Pset_char_encoding(plist_id: hid_t, encoding: H5T_cset_t) -> herr_t;
    pub fn H5Pget_elink_acc_flags(
        lapl_id: hid_t,
        flags: *mut ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Pget_elink_cb(
        lapl_id: hid_t,
        func: *mut H5L_elink_traverse_t,
        op_data: *mut *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Pget_elink_fapl(lapl_id: hid_t) -> hid_t;
    pub fn H5Pget_elink_prefix(
        plist_id: hid_t,
        prefix: *mut ::core::ffi::c_char,
        size: usize,
    ) -> isize;
    pub fn H5Pget_nlinks(plist_id: hid_t, nlinks: *mut usize) -> herr_t;
    pub fn H5Pset_elink_acc_flags(lapl_id: hid_t, flags: ::core::ffi::c_uint) -> herr_t;
    pub fn H5Pset_elink_cb(
        lapl_id: hid_t,
        func: H5L_elink_traverse_t,
        op_data: *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Pset_elink_fapl(lapl_id: hid_t, fapl_id: hid_t) -> herr_t;
    pub fn H5Pset_elink_prefix(
        plist_id: hid_t,
        prefix: *const ::core::ffi::c_char,
    ) -> herr_t;
    pub fn H5Pset_nlinks(plist_id: hid_t, nlinks: usize) -> herr_t;
    pub fn H5Padd_merge_committed_dtype_path(
        plist_id: hid_t,
        path: *const ::core::ffi::c_char,
    ) -> herr_t;
    pub fn H5Pfree_merge_committed_dtype_paths(plist_id: hid_t) -> herr_t;
    pub fn H5Pget_copy_object(
        plist_id: hid_t,
        copy_options: *mut ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Pget_mcdt_search_cb(
        plist_id: hid_t,
        func: *mut H5O_mcdt_search_cb_t,
        op_data: *mut *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Pset_copy_object(
        plist_id: hid_t,
        copy_options: ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Pset_mcdt_search_cb(
        plist_id: hid_t,
        func: H5O_mcdt_search_cb_t,
        op_data: *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Pregister1(
        cls_id: hid_t,
        name: *const ::core::ffi::c_char,
        size: usize,
        def_value: *mut ::core::ffi::c_void,
        prp_create: H5P_prp_create_func_t,
        prp_set: H5P_prp_set_func_t,
        prp_get: H5P_prp_get_func_t,
        prp_del: H5P_prp_delete_func_t,
        prp_copy: H5P_prp_copy_func_t,
        prp_close: H5P_prp_close_func_t,
    ) -> herr_t;
    pub fn H5Pinsert1(
        plist_id: hid_t,
        name: *const ::core::ffi::c_char,
        size: usize,
        value: *mut ::core::ffi::c_void,
        prp_set: H5P_prp_set_func_t,
        prp_get: H5P_prp_get_func_t,
        prp_delete: H5P_prp_delete_func_t,
        prp_copy: H5P_prp_copy_func_t,
        prp_close: H5P_prp_close_func_t,
    ) -> herr_t;
    pub fn H5Pencode1(
        plist_id: hid_t,
        buf: *mut ::core::ffi::c_void,
        nalloc: *mut usize,
    ) -> herr_t;
    pub fn H5Pget_filter1(
        plist_id: hid_t,
        filter: ::core::ffi::c_uint,
        flags: *mut ::core::ffi::c_uint,
        cd_nelmts: *mut usize,
        cd_values: *mut ::core::ffi::c_uint,
        namelen: usize,
        name: *mut ::core::ffi::c_char,
    ) -> H5Z_filter_t;
    pub fn H5Pget_filter_by_id1(
        plist_id: hid_t,
        id: H5Z_filter_t,
        flags: *mut ::core::ffi::c_uint,
        cd_nelmts: *mut usize,
        cd_values: *mut ::core::ffi::c_uint,
        namelen: usize,
        name: *mut ::core::ffi::c_char,
    ) -> herr_t;
    pub fn H5Pget_version(
        plist_id: hid_t,
        boot: *mut ::core::ffi::c_uint,
        freelist: *mut ::core::ffi::c_uint,
        stab: *mut ::core::ffi::c_uint,
        shhdr: *mut ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5Pset_file_space(
        plist_id: hid_t,
        strategy: H5F_file_space_type_t,
        threshold: hsize_t,
    ) -> herr_t;
    pub fn H5Pget_file_space(
        plist_id: hid_t,
        strategy: *mut H5F_file_space_type_t,
        threshold: *mut hsize_t,
    ) -> herr_t;
    pub fn H5PLset_loading_state(plugin_control_mask: ::core::ffi::c_uint) -> herr_t;
    pub fn H5PLget_loading_state(
        plugin_control_mask: *mut ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5PLappend(search_path: *const ::core::ffi::c_char) -> herr_t;
    pub fn H5PLprepend(search_path: *const ::core::ffi::c_char) -> herr_t;
    pub fn H5PLreplace(
        search_path: *const ::core::ffi::c_char,
        index: ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5PLinsert(
        search_path: *const ::core::ffi::c_char,
        index: ::core::ffi::c_uint,
    ) -> herr_t;
    pub fn H5PLremove(index: ::core::ffi::c_uint) -> herr_t;
    pub fn H5PLget(
        index: ::core::ffi::c_uint,
        path_buf: *mut ::core::ffi::c_char,
        buf_size: usize,
    ) -> isize;
    pub fn H5PLsize(num_paths: *mut ::core::ffi::c_uint) -> herr_t;
    pub fn H5FDregister(cls: *const H5FD_class_t) -> hid_t;
    pub fn H5FDis_driver_registered_by_name(
        driver_name: *const ::core::ffi::c_char,
    ) -> htri_t;
    pub fn H5FDis_driver_registered_by_value(driver_value: H5FD_class_value_t) -> htri_t;
    pub fn H5FDunregister(driver_id: hid_t) -> herr_t;
    pub fn H5FDopen(
        name: *const ::core::ffi::c_char,
        flags: ::core::ffi::c_uint,
        fapl_id: hid_t,
        maxaddr: haddr_t,
    ) -> *mut H5FD_t;
    pub fn H5FDclose(file: *mut H5FD_t) -> herr_t;
    pub fn H5FDcmp(f1: *const H5FD_t, f2: *const H5FD_t) -> ::core::ffi::c_int;
    pub fn H5FDquery(f: *const H5FD_t, flags: *mut ::core::ffi::c_ulong) -> herr_t;
    pub fn H5FDalloc(
        file: *mut H5FD_t,
        type_: H5FD_mem_t,
        dxpl_id: hid_t,
        size: hsize_t,
    ) -> haddr_t;
    pub fn H5FDfree(
        file: *mut H5FD_t,
        type_: H5FD_mem_t,
        dxpl_id: hid_t,
        addr: haddr_t,
        size: hsize_t,
    ) -> herr_t;
    pub fn H5FDget_eoa(file: *mut H5FD_t, type_: H5FD_mem_t) -> haddr_t;
    pub fn H5FDset_eoa(file: *mut H5FD_t, type_: H5FD_mem_t, eoa: haddr_t) -> herr_t;
    pub fn H5FDget_eof(file: *mut H5FD_t, type_: H5FD_mem_t) -> haddr_t;
    pub fn H5FDget_vfd_handle(
        file: *mut H5FD_t,
        fapl: hid_t,
        file_handle: *mut *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5FDread(
        file: *mut H5FD_t,
        type_: H5FD_mem_t,
        dxpl_id: hid_t,
        addr: haddr_t,
        size: usize,
        buf: *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5FDwrite(
        file: *mut H5FD_t,
        type_: H5FD_mem_t,
        dxpl_id: hid_t,
        addr: haddr_t,
        size: usize,
        buf: *const ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5FDread_vector(
        file: *mut H5FD_t,
        dxpl_id: hid_t,
        count: u32,
        types: *mut H5FD_mem_t,
        addrs: *mut haddr_t,
        sizes: *mut usize,
        bufs: *mut *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5FDwrite_vector(
        file: *mut H5FD_t,
        dxpl_id: hid_t,
        count: u32,
        types: *mut H5FD_mem_t,
        addrs: *mut haddr_t,
        sizes: *mut usize,
        bufs: *mut *const ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5FDread_selection(
        file: *mut H5FD_t,
        type_: H5FD_mem_t,
        dxpl_id: hid_t,
        count: u32,
        mem_spaces: *mut hid_t,
        file_spaces: *mut hid_t,
        offsets: *mut haddr_t,
        element_sizes: *mut usize,
        bufs: *mut *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5FDwrite_selection(
        file: *mut H5FD_t,
        type_: H5FD_mem_t,
        dxpl_id: hid_t,
        count: u32,
        mem_spaces: *mut hid_t,
        file_spaces: *mut hid_t,
        offsets: *mut haddr_t,
        element_sizes: *mut usize,
        bufs: *mut *const ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5FDread_vector_from_selection(
        file: *mut H5FD_t,
        type_: H5FD_mem_t,
        dxpl_id: hid_t,
        count: u32,
        mem_spaces: *mut hid_t,
        file_spaces: *mut hid_t,
        offsets: *mut haddr_t,
        element_sizes: *mut usize,
        bufs: *mut *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5FDwrite_vector_from_selection(
        file: *mut H5FD_t,
        type_: H5FD_mem_t,
        dxpl_id: hid_t,
        count: u32,
        mem_spaces: *mut hid_t,
        file_spaces: *mut hid_t,
        offsets: *mut haddr_t,
        element_sizes: *mut usize,
        bufs: *mut *const ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5FDread_from_selection(
        file: *mut H5FD_t,
        type_: H5FD_mem_t,
        dxpl_id: hid_t,
        count: u32,
        mem_space_ids: *mut hid_t,
        file_space_ids: *mut hid_t,
        offsets: *mut haddr_t,
        element_sizes: *mut usize,
        bufs: *mut *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5FDwrite_from_selection(
        file: *mut H5FD_t,
        type_: H5FD_mem_t,
        dxpl_id: hid_t,
        count: u32,
        mem_space_ids: *mut hid_t,
        file_space_ids: *mut hid_t,
        offsets: *mut haddr_t,
        element_sizes: *mut usize,
        bufs: *mut *const ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5FDflush(file: *mut H5FD_t, dxpl_id: hid_t, closing: bool) -> herr_t;
    pub fn H5FDtruncate(file: *mut H5FD_t, dxpl_id: hid_t, closing: bool) -> herr_t;
    pub fn H5FDlock(file: *mut H5FD_t, rw: bool) -> herr_t;
    pub fn H5FDunlock(file: *mut H5FD_t) -> herr_t;
    pub fn H5FDdelete(name: *const ::core::ffi::c_char, fapl_id: hid_t) -> herr_t;
    pub fn H5FDctl(
        file: *mut H5FD_t,
        op_code: u64,
        flags: u64,
        input: *const ::core::ffi::c_void,
        output: *mut *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5Iregister_future(
        type_: H5I_type_t,
        object: *const ::core::ffi::c_void,
        realize_cb: H5I_future_realize_func_t,
        discard_cb: H5I_future_discard_func_t,
    ) -> hid_t;
    pub fn H5Lregister(cls: *const H5L_class_t) -> herr_t;
    pub fn H5Lunregister(id: H5L_type_t) -> herr_t;
    pub fn H5Tregister(
        pers: H5T_pers_t,
        name: *const ::core::ffi::c_char,
        src_id: hid_t,
        dst_id: hid_t,
        func: H5T_conv_t,
    ) -> herr_t;
    pub fn H5Tunregister(
        pers: H5T_pers_t,
        name: *const ::core::ffi::c_char,
        src_id: hid_t,
        dst_id: hid_t,
        func: H5T_conv_t,
    ) -> herr_t;
    pub fn H5Tfind(
        src_id: hid_t,
        dst_id: hid_t,
        pcdata: *mut *mut H5T_cdata_t,
    ) -> H5T_conv_t;
    pub fn H5Tcompiler_conv(src_id: hid_t, dst_id: hid_t) -> htri_t;
    pub fn H5Zregister(cls: *const ::core::ffi::c_void) -> herr_t;
    pub fn H5Zunregister(id: H5Z_filter_t) -> herr_t;
    pub static mut H5FD_CORE_id_g: hid_t;
    pub fn H5Pset_fapl_core(
        fapl_id: hid_t,
        increment: usize,
        backing_store: bool,
    ) -> herr_t;
    pub fn H5Pget_fapl_core(
        fapl_id: hid_t,
        increment: *mut usize,
        backing_store: *mut bool,
    ) -> herr_t;
    pub static mut H5FD_FAMILY_id_g: hid_t;
    pub fn H5Pset_fapl_family(
        fapl_id: hid_t,
        memb_size: hsize_t,
        memb_fapl_id: hid_t,
    ) -> herr_t;
    pub fn H5Pget_fapl_family(
        fapl_id: hid_t,
        memb_size: *mut hsize_t,
        memb_fapl_id: *mut hid_t,
    ) -> herr_t;
    pub static mut H5FD_LOG_id_g: hid_t;
    pub fn H5Pset_fapl_log(
        fapl_id: hid_t,
        logfile: *const ::core::ffi::c_char,
        flags: ::core::ffi::c_ulonglong,
        buf_size: usize,
    ) -> herr_t;
    pub static mut H5FD_MULTI_id_g: hid_t;
    pub fn H5Pset_fapl_multi(
        fapl_id: hid_t,
        memb_map: *const H5FD_mem_t,
        memb_fapl: *const hid_t,
        memb_name: *const *const ::core::ffi::c_char,
        memb_addr: *const haddr_t,
        relax: bool,
    ) -> herr_t;
    pub fn H5Pget_fapl_multi(
        fapl_id: hid_t,
        memb_map: *mut H5FD_mem_t,
        memb_fapl: *mut hid_t,
        memb_name: *mut *mut ::core::ffi::c_char,
        memb_addr: *mut haddr_t,
        relax: *mut bool,
    ) -> herr_t;
    pub fn H5Pset_fapl_split(
        fapl: hid_t,
        meta_ext: *const ::core::ffi::c_char,
        meta_plist_id: hid_t,
        raw_ext: *const ::core::ffi::c_char,
        raw_plist_id: hid_t,
    ) -> herr_t;
    pub static mut H5FD_SEC2_id_g: hid_t;
    pub fn H5Pset_fapl_sec2(fapl_id: hid_t) -> herr_t;
    pub static mut H5FD_SPLITTER_id_g: hid_t;
    pub fn H5Pset_fapl_splitter(
        fapl_id: hid_t,
        config_ptr: *mut H5FD_splitter_vfd_config_t,
    ) -> herr_t;
    pub fn H5Pget_fapl_splitter(
        fapl_id: hid_t,
        config_ptr: *mut H5FD_splitter_vfd_config_t,
    ) -> herr_t;
    pub static mut H5FD_STDIO_id_g: hid_t;
    pub fn H5Pset_fapl_stdio(fapl_id: hid_t) -> herr_t;
    pub fn H5DOappend(
        dset_id: hid_t,
        dxpl_id: hid_t,
        axis: ::core::ffi::c_uint,
        extension: usize,
        memtype: hid_t,
        buf: *const ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5DOwrite_chunk(
        dset_id: hid_t,
        dxpl_id: hid_t,
        filters: u32,
        offset: *const hsize_t,
        data_size: usize,
        buf: *const ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5DOread_chunk(
        dset_id: hid_t,
        dxpl_id: hid_t,
        offset: *const hsize_t,
        filters: *mut u32,
        buf: *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5DSwith_new_ref(obj_id: hid_t, with_new_ref: *mut bool) -> herr_t;
    pub fn H5DSattach_scale(did: hid_t, dsid: hid_t, idx: ::core::ffi::c_uint) -> herr_t;
    pub fn H5DSdetach_scale(did: hid_t, dsid: hid_t, idx: ::core::ffi::c_uint) -> herr_t;
    pub fn H5DSset_scale(dsid: hid_t, dimname: *const ::core::ffi::c_char) -> herr_t;
    pub fn H5DSget_num_scales(
        did: hid_t,
        idx: ::core::ffi::c_uint,
    ) -> ::core::ffi::c_int;
    pub fn H5DSset_label(
        did: hid_t,
        idx: ::core::ffi::c_uint,
        label: *const ::core::ffi::c_char,
    ) -> herr_t;
    pub fn H5DSget_label(
        did: hid_t,
        idx: ::core::ffi::c_uint,
        label: *mut ::core::ffi::c_char,
        size: usize,
    ) -> isize;
    pub fn H5DSget_scale_name(
        did: hid_t,
        name: *mut ::core::ffi::c_char,
        size: usize,
    ) -> isize;
    pub fn H5DSis_scale(did: hid_t) -> htri_t;
    pub fn H5DSiterate_scales(
        did: hid_t,
        dim: ::core::ffi::c_uint,
        idx: *mut ::core::ffi::c_int,
        visitor: H5DS_iterate_t,
        visitor_data: *mut ::core::ffi::c_void,
    ) -> herr_t;
    pub fn H5DSis_attached(did: hid_t, dsid: hid_t, idx: ::core::ffi::c_uint) -> htri_t;
    pub fn H5LTopen_file_image(
        buf_ptr: *mut ::core::ffi::c_void,
        buf_size: usize,
        flags: ::core::ffi::c_uint,
    ) -> hid_t;
}
